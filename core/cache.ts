import type { ZodType } from 'zod'

import type { AppError } from './errors.ts'

/** What is cached, and the label of its metrics. */
export type CacheKind =
  | 'stock_price'
  | 'fundamental_data'
  | 'stock_news'
  | 'headline_judgement'
  | 'user_session'
export type CacheKey = `${CacheKind}:${string}`

export interface CacheOptions<T> {
  /** Reads back what an earlier release may have written. It must accept its own output after JSON. */
  readonly schema: ZodType<T>
  /** How long a value is as good as new. It may depend on the value: a lesser source's is asked for again sooner. */
  readonly ttlMs: number | ((value: T) => number)
  /** How long after that it may stand in when loading fails. */
  readonly staleMs: number
  /** Of this asker alone: the load goes on for the others, and is aborted when the last one has left. */
  readonly signal: AbortSignal
}

export interface Cached<T> {
  readonly value: T
  /** Since it was loaded. */
  readonly ageMs: number
  readonly isStale: boolean
  readonly source: 'hit' | 'miss' | 'stale'
  /** Why a stale value had to do, for the person who reads it; null when it is not stale. */
  readonly failure: AppError | null
}

/** A cache is an optimisation: what it cannot keep or find is loaded. */
export interface Cache {
  /**
   * The kept value, else the loaded one; everybody in this process who asks for one key at once shares one
   * load. When loading fails with `unavailable`, `rate_limited` or `timeout` a stale value stands in,
   * with its age; any other failure is the answer and rejects.
   */
  fetch<T>(
    key: CacheKey,
    options: CacheOptions<T>,
    load: (signal: AbortSignal) => Promise<T>,
  ): Promise<Cached<T>>
}

export interface CacheEntry {
  /** Plain data. */
  readonly value: unknown
  /** Milliseconds since the epoch, as below. */
  readonly loadedAt: number
  readonly freshUntil: number
}

/** Where a cache keeps its entries. Never rejects: what cannot be read is not there. */
export interface CacheStore {
  read(key: CacheKey): Promise<CacheEntry | null>
  write(key: CacheKey, entry: CacheEntry, keepMs: number): Promise<void>
}
