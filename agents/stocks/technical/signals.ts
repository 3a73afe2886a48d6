import type { Signal } from '../../../core/types.ts'
import {
  against,
  besideBoth,
  beyond,
  extremes,
  placeInBands,
  placeInYear,
  seenOf,
  trendStrength,
  volumeBehindTheDay,
  type ChartValues,
  type Read,
} from './readings.ts'

interface Rule {
  readonly name: string
  /** Share of a score for which everything could be read. */
  readonly weight: number
  readonly read: Read
}

/**
 * What makes the score, and by how much. More than half of it follows the trend, a quarter speaks against extremes,
 * and where the price stands in its year and what the volume says fill the rest. Indicators that would say the same
 * thing twice have no vote: Williams %R is the stochastic upside down, the slope is the averages again. Weeks and
 * months are days seen from further away: their weights are taken from the days' own.
 */
const rules: readonly Rule[] = [
  { name: 'long-term trend', weight: 0.1, read: against('close', 'sma200') },
  { name: 'medium-term trend', weight: 0.08, read: against('close', 'sma50') },
  { name: 'averages', weight: 0.05, read: against('sma50', 'sma200') },
  { name: 'weekly trend', weight: 0.05, read: besideBoth },
  { name: 'monthly trend', weight: 0.05, read: against('monthlyClose', 'monthlySma10') },
  { name: 'MACD', weight: 0.07, read: against('macd', 'macdSignal') },
  { name: 'directional movement', weight: 0.08, read: trendStrength(25) },
  { name: 'rate of change', weight: 0.04, read: beyond('roc12', 2) },
  { name: 'strength against the market', weight: 0.04, read: beyond('marketStrengthPercent', 3) },
  { name: 'RSI', weight: 0.07, read: extremes('rsi14', 30, 70) },
  { name: 'weekly RSI', weight: 0.03, read: extremes('weeklyRsi14', 30, 70) },
  { name: 'stochastic', weight: 0.05, read: extremes('stochasticK', 20, 80) },
  { name: 'Bollinger bands', weight: 0.05, read: placeInBands },
  { name: 'commodity channel index', weight: 0.04, read: extremes('cci20', -100, 100) },
  { name: '52-week range', weight: 0.08, read: placeInYear(5) },
  { name: 'Chaikin money flow', weight: 0.05, read: beyond('cmf20', 0.05) },
  { name: 'money flow index', weight: 0.04, read: extremes('mfi14', 20, 80) },
  { name: 'volume on the day', weight: 0.03, read: volumeBehindTheDay(1.5) },
]

/** With less than this share of the weights read there is no opinion. */
const enoughToJudge = 0.5

export interface ChartJudgement {
  /** Those that could be read, their weights scaled to come to 1. */
  readonly signals: readonly Signal[]
  /** −1 to 1; null where too little could be read. */
  readonly score: number | null
}

export function judgeChart(values: ChartValues): ChartJudgement {
  const seen = seenOf(values)
  const read = rules.flatMap(({ name, weight, read: readBy }) => {
    const told = readBy(seen)
    return told === null ? [] : [{ name, weight, ...told }]
  })
  const total = read.reduce((sum, { weight }) => sum + weight, 0)
  const signals = read.map((signal) => ({ ...signal, weight: exact(signal.weight / total) }))
  return { signals, score: total < enoughToJudge ? null : scoreOf(signals) }
}

function scoreOf(signals: readonly Signal[]): number {
  return exact(signals.reduce((sum, { direction, weight }) => sum + direction * weight, 0))
}

/** Without what binary fractions leave behind. */
function exact(share: number): number {
  return Math.round(share * 1e15) / 1e15
}
