import type { ZodType } from 'zod'

import type { Cache, Cached, CacheKey, CacheOptions } from '../../../core/cache.ts'
import type { AppError } from '../../../core/errors.ts'
import { worst } from '../freshness.ts'
import type { Fetched, Source, SourceRequest } from '../types.ts'
import { dayOf } from './day.ts'
import { reasonOf } from './failure.ts'

/** How one source's answers of one kind are kept. */
export interface Keeping<T> {
  readonly schema: ZodType<Fetched<T>>
  keyOf(symbol: string): CacheKey
  /** How long an answer is as good as new. */
  ttlMs(fetched: Fetched<T>, symbol: string, now: Date): number
}

export interface CachedDeps {
  readonly cache: Cache
  /** Milliseconds since the epoch; a test may turn the clock. */
  readonly now?: () => number
}

/** After a long weekend an old answer that says how old it is still beats none. */
const staleMs = 3 * 24 * 3_600_000

/** A source whose answers are kept and shared; its last one stands in while it cannot answer. */
export function cached<T>(
  source: Source<T>,
  keeping: Keeping<T>,
  { cache, now = Date.now }: CachedDeps,
): Source<T> {
  async function fetch(request: SourceRequest): Promise<Fetched<T>> {
    // What is kept may speak of today, of which a question of another day must not know.
    if (dayOf(request.askedAt) !== dayOf(new Date(now()))) return source.fetch(request)
    const kept = await cache.fetch(keeping.keyOf(request.symbol), optionsFor(request), (signal) =>
      source.fetch({ ...request, signal }),
    )
    return kept.failure === null ? kept.value : standIn(source.name, kept, kept.failure)
  }

  function optionsFor({ symbol, signal }: SourceRequest): CacheOptions<Fetched<T>> {
    const ttlMs = (fetched: Fetched<T>) => keeping.ttlMs(fetched, symbol, new Date(now()))
    return { schema: keeping.schema, ttlMs, staleMs, signal }
  }

  return { ...source, fetch }
}

/** `yahoo unavailable: connection refused; its answer of 20 minutes ago used`. */
function standIn<T>(
  source: string,
  { value, ageMs }: Cached<Fetched<T>>,
  error: AppError,
): Fetched<T> {
  const note = `${reasonOf({ source, error })}; its answer of ${ago(ageMs)} used`
  const freshness = worst([value.freshness, 'stale'])
  return { ...value, freshness, notes: [note, ...value.notes] }
}

const words = new Intl.RelativeTimeFormat('en')
const spans = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** `20 minutes ago`. */
function ago(ageMs: number): string {
  const [unit, ms] = spans.find((span) => ageMs >= span[1]) ?? spans[3]
  return words.format(-Math.floor(ageMs / ms), unit)
}
