import type { Quote } from '../../types.ts'
import type { Day } from '../day.ts'
import { localDay, wholeUnits } from './closed-bars.ts'
import type { Chart } from './shapes.ts'

/** The last trade that Yahoo knows of, where it is of a later day than the last closed one and was before the question. */
export function lastTrade(chart: Chart, last: Day, askedAt: Date): Quote | null {
  const { regularMarketPrice: price, regularMarketTime: at, gmtoffset } = chart.meta
  if (price === null || price <= 0 || !at || at > askedAt) return null
  if (localDay(at.getTime() / 1000, gmtoffset) <= last) return null
  return { price: price / wholeUnits(chart.meta.currency), at: at.toISOString() }
}
