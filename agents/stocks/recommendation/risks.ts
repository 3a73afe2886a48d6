import { formatDate } from '../format.ts'
import { worst } from '../freshness.ts'
import type { FactName, Picture } from '../picture.ts'
import { known, list, present } from '../sentence.ts'
import { subjects, type Vote } from './votes.ts'

/** The risks that the evidence itself names, the gravest first; at most four. */
export function risksOf(picture: Picture, votes: readonly Vote[]): readonly string[] {
  return present([...ageRisks(picture, votes), disagreement(votes), ...limitRisks(picture)]).slice(
    0,
    4,
  )
}

function ageRisks(picture: Picture, votes: readonly Vote[]): readonly (string | null)[] {
  const age = worst(
    votes.flatMap(({ finding }) => finding.evidence.map(({ freshness }) => freshness)),
  )
  if (age === 'demo') return ['The data is synthetic and says nothing about the real company']
  const day = picture.asOf('close')
  if (age !== 'stale' || day === null) return []
  return [`The data is old: the last price is of ${formatDate(day)}`]
}

/** Two votes on opposite sides, each more than a shade. */
function disagreement(votes: readonly Vote[]): string | null {
  const bulls = votes.filter(({ score }) => score > shade)
  const bears = votes.filter(({ score }) => score < -shade)
  if (bulls.length === 0 || bears.length === 0) return null
  return `Mixed signals: bullish (${named(bulls)}) against bearish (${named(bears)})`
}

const shade = 0.15

function named(votes: readonly Vote[]): string {
  return list(votes.map(({ finding }) => subjects[finding.analyst] ?? finding.analyst))
}

function limitRisks(picture: Picture): readonly (string | null)[] {
  return limits.map(({ fact, isRisky, say }) => {
    const value = picture.number(fact)
    return value !== null && isRisky(value) ? say(picture) : null
  })
}

interface Limit {
  readonly fact: FactName
  readonly isRisky: (value: number) => boolean
  readonly say: (picture: Picture) => string | null
}

/**
 * Altman's own distress zone begins below 1.81. Volatility and drawdown count from about twice and three
 * times what a broad index shows in an ordinary year; fewer than 250 days are less than one year.
 */
const limits: readonly Limit[] = [
  {
    fact: 'altmanZ',
    isRisky: (value) => value < 1.81,
    say: ({ shown }) => known`Altman Z of ${shown('altmanZ')}, inside the distress zone`,
  },
  {
    fact: 'netIncome',
    isRisky: (value) => value < 0,
    say: ({ size }) => known`The company loses money: a net loss of ${size('netIncome')}`,
  },
  {
    fact: 'volatilityPercent',
    isRisky: (value) => value >= 35,
    say: ({ shown }) => known`Large swings: annualised volatility of ${shown('volatilityPercent')}`,
  },
  {
    fact: 'maxDrawdownPercent',
    isRisky: (value) => Math.abs(value) >= 30,
    say: ({ size }) => known`Deep falls: a drawdown of ${size('maxDrawdownPercent')} within a year`,
  },
  {
    fact: 'debtToEquity',
    isRisky: (value) => value >= 2,
    say: ({ shown }) => known`Leverage: debt to equity of ${shown('debtToEquity')}`,
  },
  {
    fact: 'interestCoverage',
    isRisky: (value) => value < 2,
    say: ({ shown }) => known`Thin interest coverage of ${shown('interestCoverage')}`,
  },
  {
    fact: 'currentRatio',
    isRisky: (value) => value < 1,
    say: ({ shown }) =>
      known`Bills due within a year exceed the means to pay them: current ratio of ${shown('currentRatio')}`,
  },
  {
    fact: 'beta',
    isRisky: (value) => value >= 1.3,
    say: ({ shown }) => known`Beta of ${shown('beta')}: the moves of the market arrive amplified`,
  },
  {
    fact: 'rsi14',
    isRisky: (value) => value >= 70,
    say: ({ shown }) => known`Overbought: RSI 14 at ${shown('rsi14')}`,
  },
  {
    fact: 'headlineCount',
    isRisky: (value) => value < 5,
    say: ({ shown }) => known`Thin news: the number of headlines read is ${shown('headlineCount')}`,
  },
  {
    fact: 'barCount',
    isRisky: (value) => value < 250,
    say: ({ shown }) => known`A short record of ${shown('barCount')} trading days`,
  },
]
