import { type Day, dayOf, daysBetween, weekdaysBetween } from './day.ts'

/** Weekdays that may pass without a bar, for holidays: Christmas, Golden Week, Diwali. */
const patience = 4

/** How fresh a series of closed days is that ends on `last`, with its age in words when it is old. */
export function agePrices(
  last: Day,
  askedAt: Date,
): { readonly freshness: 'closed' | 'stale'; readonly notes: readonly string[] } {
  const today = dayOf(askedAt)
  if (weekdaysBetween(last, today) <= patience) return { freshness: 'closed', notes: [] }
  const days = daysBetween(last, today).toLocaleString('en-US')
  return { freshness: 'stale', notes: [`last bar ${last}, ${days} days old`] }
}
