import type { Cache, CacheEntry, CacheStore } from './cache.ts'
import { readThrough, type ReadThroughOptions } from './read-through.ts'

export interface MemoryCacheOptions extends ReadThroughOptions {
  readonly maxEntries?: number
}

/** A cache for one process. */
export function memoryCache(options: MemoryCacheOptions): Cache {
  return readThrough(memoryCacheStore(options), options)
}

interface Slot {
  readonly entry: CacheEntry
  readonly keepUntil: number
}

/** Keeps the entries that were used last. */
export function memoryCacheStore({
  maxEntries = 1_000,
  now = Date.now,
}: Pick<MemoryCacheOptions, 'maxEntries' | 'now'>): CacheStore {
  /** The one that was used last comes last. */
  const slots = new Map<string, Slot>()

  return {
    async read(key) {
      const slot = slots.get(key)
      slots.delete(key)
      if (slot === undefined || slot.keepUntil <= now()) return null
      slots.set(key, slot)
      return slot.entry
    },
    async write(key, entry, keepMs) {
      slots.delete(key)
      slots.set(key, { entry, keepUntil: now() + keepMs })
      const [oldest] = slots.keys()
      if (slots.size > maxEntries && oldest !== undefined) slots.delete(oldest)
    },
  }
}
