import { addDays } from '../data/day.ts'
import type { Bar } from '../types.ts'

/** After about a month and a quarter of trading. */
export const horizons = [20, 60] as const

/** What became of a price between two days, beside its market; changes in percent. */
export interface Outcome {
  readonly scoredOn: string
  readonly changePercent: number
  readonly benchmarkChangePercent: number
}

export interface Held {
  readonly bars: readonly Bar[]
  readonly benchmark: readonly Bar[]
  readonly calledOn: string
  readonly horizonDays: number
}

/**
 * From the close that a call was made at to the close so many trading days later, both out of one series, so that
 * a split in between changes nothing. Null where one of the two days is not in it, or the market has no day near it.
 */
export function outcomeOf({ bars, benchmark, calledOn, horizonDays }: Held): Outcome | null {
  const start = bars.findIndex(({ date }) => date === calledOn)
  const [from, to] = [bars[start], bars[start + horizonDays]]
  if (start === -1 || from === undefined || to === undefined) return null
  const [marketFrom, marketTo] = [from, to].map(({ date }) => lastNear(benchmark, date))
  if (marketFrom === undefined || marketTo === undefined) return null
  return {
    scoredOn: to.date,
    changePercent: changeBetween(from, to),
    benchmarkChangePercent: changeBetween(marketFrom, marketTo),
  }
}

/** Exchanges keep different holidays; longer than a week none is closed. */
function lastNear(bars: readonly Bar[], date: string): Bar | undefined {
  const earliest = addDays(date, -7)
  return bars.findLast((bar) => bar.date <= date && bar.date >= earliest)
}

function changeBetween(from: Bar, to: Bar): number {
  return 100 * (to.close / from.close - 1)
}

/** The way a rating leans: 1 up, −1 down, 0 neither. */
export function leaningOf(rating: string): -1 | 0 | 1 {
  if (rating.endsWith('buy')) return 1
  return rating.endsWith('sell') ? -1 : 0
}

/** What following a call gained over its market, in percent: a sell gains where the share does worse. */
export function excessOf(
  rating: string,
  { changePercent, benchmarkChangePercent }: Omit<Outcome, 'scoredOn'>,
): number {
  return leaningOf(rating) * (changePercent - benchmarkChangePercent)
}
