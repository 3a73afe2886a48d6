import { facts } from '../facts.ts'
import type { Signs } from './signs.ts'

/** A figure that shares of different companies can be ordered by. */
export interface Metric {
  /** Out of facts.ts. */
  readonly fact: string
  /** The aspect whose table shows it; an aspect means the first of its metrics. */
  readonly aspect: string
  /** What `best` and `top` mean where nobody says which end is wanted. */
  readonly isLowestBest: boolean
}

/** Fact, aspect, and the end that is best. Prices a piece and what is counted in them have no place here. */
const table = `
periodChangePercent performance highest
belowHigh52wPercent range lowest
volumeRatio20 volume highest
technicalScore technicals highest
adx14 trend highest
adx14 adx14 highest
roc12 momentum highest
roc12 roc12 highest
rsi14 rsi14 lowest
stochasticK stochastic lowest
williamsR14 williamsR14 lowest
cci20 cci20 lowest
mfi14 mfi14 lowest
weeklyRsi14 weeklyRsi14 lowest
monthlyRsi14 monthlyRsi14 lowest
volatilityPercent risk lowest
volatilityPercent volatilityPercent lowest
atrPercent atr14 lowest
maxDrawdownPercent maxDrawdownPercent lowest
beta beta lowest
cmf20 cmf20 highest
fundamentalScore fundamentals highest
peTrailing valuation lowest
peTrailing peTrailing lowest
peForward peForward lowest
priceToBook priceToBook lowest
priceToSales priceToSales lowest
evToEbitda evToEbitda lowest
peg peg lowest
marketCap marketCap highest
dividendYieldPercent dividendYieldPercent highest
freeCashFlow freeCashFlow highest
freeCashFlowYieldPercent freeCashFlow highest
freeCashFlowGrowthPercent freeCashFlow highest
revenueGrowthPercent growth highest
revenueGrowth3yPercent growth highest
earningsGrowthPercent growth highest
earningsGrowth3yPercent growth highest
revenue revenue highest
netIncome earnings highest
roePercent profitability highest
grossMarginPercent grossMarginPercent highest
operatingMarginPercent operatingMarginPercent highest
netMarginPercent netMarginPercent highest
roePercent roePercent highest
roaPercent roaPercent highest
roicPercent roicPercent highest
piotroski health highest
currentRatio currentRatio highest
debtToEquity debtToEquity lowest
interestCoverage interestCoverage highest
piotroski piotroski highest
altmanZ altmanZ highest
sentimentScore sentiment highest
sentimentScore news highest
`

const metrics: readonly Metric[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [fact = '', aspect = '', best = ''] = line.split(' ')
    return { fact, aspect, isLowestBest: best === 'lowest' }
  })

/** What a question orders by: a figure that it names, else what its aspect means; null where that cannot be ordered. */
export function metricOf({ fact, aspect }: Pick<Signs, 'fact' | 'aspect'>): Metric | null {
  return (
    metrics.find((metric) => metric.fact === fact || (fact === null && metric.aspect === aspect)) ??
    null
  )
}

/** Which end comes first. */
export function orderOf({ fact, isLowestBest }: Metric, { cues }: Pick<Signs, 'cues'>) {
  return { by: fact, isLowestFirst: isLowFirst(isLowestBest, cues) }
}

function isLowFirst(isLowestBest: boolean, cues: Signs['cues']): boolean {
  if (cues.has('least')) return true
  if (cues.has('most')) return false
  return cues.has('worst') ? !isLowestBest : isLowestBest
}

/** What can be asked for, each by its plain name. */
export const rankable: readonly string[] = [
  ...new Set(metrics.map(({ fact }) => facts[fact]?.label ?? fact)),
]
