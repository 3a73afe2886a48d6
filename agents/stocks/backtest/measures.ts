import { excessOf, outcomeOf } from '../calls/outcome.ts'
import { daysBetween } from '../data/day.ts'
import { maxDrawdown } from '../indicators/drawdown.ts'
import type { Bar } from '../types.ts'
import type { PastRating } from './ratings.ts'

export interface Measures {
  readonly returnPercent: number
  /** Compounded; null for less than a year, which says too little of one. */
  readonly yearlyPercent: number | null
  /** The deepest fall from a peak at a close, in percent. */
  readonly drawdownPercent: number
}

export function measuresOf(equity: readonly number[], bars: readonly Bar[]): Measures {
  const growth = (equity.at(-1) ?? 1) / (equity[0] ?? 1)
  const years = daysBetween(bars[0]?.date ?? '', bars.at(-1)?.date ?? '') / 365.25
  return {
    returnPercent: 100 * (growth - 1),
    yearlyPercent: years < 0.99 ? null : 100 * (growth ** (1 / years) - 1),
    drawdownPercent: maxDrawdown(Float64Array.from(equity)),
  }
}

/** How often buys and sells came true against the market. */
export interface HitRate {
  readonly horizonDays: number
  readonly scored: number
  readonly hits: number
  /** Percent; null where nothing could be scored. */
  readonly averageExcess: number | null
}

/** Within the days of the test: what came after its end is not looked at. */
export function hitRate(
  ratings: readonly PastRating[],
  { bars, benchmark }: { readonly bars: readonly Bar[]; readonly benchmark: readonly Bar[] },
  horizonDays: number,
): HitRate {
  const gains = ratings
    .filter(({ leaning }) => leaning !== 0)
    .flatMap(({ day, rating }) => {
      const outcome = outcomeOf({ bars, benchmark, calledOn: day, horizonDays })
      return outcome === null ? [] : [excessOf(rating, outcome)]
    })
  const total = gains.reduce((sum, gain) => sum + gain, 0)
  return {
    horizonDays,
    scored: gains.length,
    hits: gains.filter((gain) => gain > 0).length,
    averageExcess: gains.length === 0 ? null : total / gains.length,
  }
}
