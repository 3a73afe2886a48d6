import type { Cached, CacheKey, CacheOptions, CacheStore } from './cache.ts'
import { withDeadline } from './deadline.ts'
import { AppError, type ErrorCode } from './errors.ts'

export interface LookUpOptions {
  /** The longest that a load may take. */
  readonly loadLimitMs?: number
  /** Milliseconds since the epoch; a test may turn the clock. */
  readonly now?: () => number
}

interface Kept<T> {
  readonly value: T
  readonly loadedAt: number
  readonly freshUntil: number
}

/** Failures that say nothing about the value: it may well be as it was. */
const passing: ReadonlySet<ErrorCode> = new Set(['unavailable', 'rate_limited', 'timeout'])

/** Finds a value for one asker: kept, else loaded, else kept and stale. */
export function lookUp(store: CacheStore, { loadLimitMs = 15_000, now = Date.now }: LookUpOptions) {
  return found

  async function found<T>(
    key: CacheKey,
    options: CacheOptions<T>,
    load: (signal: AbortSignal) => Promise<T>,
  ): Promise<Cached<T>> {
    const kept = await recall(key, options)
    if (kept !== null && now() < kept.freshUntil) return shown(kept, 'hit', null)
    try {
      const value = await withDeadline(options.signal, loadLimitMs, load)
      return shown(await keep(key, options, value), 'miss', null)
    } catch (error) {
      const failure = AppError.from(error)
      const mayStandIn = kept !== null && now() < kept.freshUntil + options.staleMs
      if (mayStandIn && passing.has(failure.code)) return shown(kept, 'stale', failure)
      throw error
    }
  }

  async function recall<T>(key: CacheKey, { schema }: CacheOptions<T>): Promise<Kept<T> | null> {
    const entry = await store.read(key)
    if (entry === null) return null
    const parsed = schema.safeParse(entry.value)
    return parsed.success ? { ...entry, value: parsed.data } : null
  }

  async function keep<T>(key: CacheKey, options: CacheOptions<T>, value: T): Promise<Kept<T>> {
    const { ttlMs, staleMs } = options
    const freshMs = typeof ttlMs === 'number' ? ttlMs : ttlMs(value)
    const loadedAt = now()
    const kept = { value, loadedAt, freshUntil: loadedAt + freshMs }
    await store.write(key, kept, freshMs + staleMs)
    return kept
  }

  function shown<T>(
    { value, loadedAt }: Kept<T>,
    source: Cached<T>['source'],
    failure: AppError | null,
  ): Cached<T> {
    // Another replica's clock may be ahead of ours.
    const ageMs = Math.max(0, now() - loadedAt)
    return { value, ageMs, isStale: source === 'stale', source, failure }
  }
}
