import type { Analyst } from '../../../core/project.ts'
import { leaningOf } from '../calls/outcome.ts'
import { fundamentalAnalyst } from '../fundamental.ts'
import { verdictOn } from '../recommendation/judge.ts'
import { technicalAnalyst } from '../technical.ts'
import { asOf, type Known } from './as-of.ts'

/** What was said on one day. */
export interface PastRating {
  readonly day: string
  readonly rating: string
  readonly score: number
  readonly leaning: -1 | 0 | 1
}

/** The ratings as they would have been given on those days; a day with too little history has none. */
export async function ratingsOn(
  days: readonly string[],
  known: Known,
  signal: AbortSignal,
): Promise<readonly PastRating[]> {
  const data = asOf(known)
  const analysts = [
    technicalAnalyst(data),
    ...(known.fundamentals === null ? [] : [fundamentalAnalyst(data)]),
  ]
  const ratings: PastRating[] = []
  for (const day of days) {
    signal.throwIfAborted()
    // oxlint-disable-next-line no-await-in-loop -- all of it is work of this thread.
    ratings.push(...(await ratingOn(day, known.prices.value.symbol, { analysts, signal })))
  }
  return ratings
}

async function ratingOn(
  day: string,
  symbol: string,
  { analysts, signal }: { readonly analysts: readonly Analyst[]; readonly signal: AbortSignal },
): Promise<readonly PastRating[]> {
  const askedAt = new Date(`${day}T23:59:00Z`)
  const task = { symbol, period: null, aspect: null, askedAt, signal }
  const found = await Promise.allSettled(analysts.map((analyst) => analyst.analyse(task)))
  // An analyst that fails abstains.
  const findings = found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const verdict = verdictOn(symbol, findings)
  if (verdict === undefined) return []
  const { rating, evidence } = verdict
  return [{ day, rating, score: Number(evidence.values['score']), leaning: leaningOf(rating) }]
}
