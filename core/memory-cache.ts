import type { Cache, CacheEntry, CacheKey, CacheKind, CacheStore } from './cache.ts'
import { readThrough, type ReadThroughOptions } from './read-through.ts'

export interface MemoryCacheOptions extends ReadThroughOptions {
  /** Of each kind, so that many small entries push no large one out. */
  readonly maxEntries?: number
  /** Of kinds that have another limit. */
  readonly maxEntriesOf?: Readonly<Partial<Record<CacheKind, number>>>
}

/** A cache for one process. */
export function memoryCache(options: MemoryCacheOptions): Cache {
  return readThrough(memoryCacheStore(options), options)
}

interface Slot {
  readonly entry: CacheEntry
  readonly keepUntil: number
}

/** Keeps the entries of each kind that were used last. */
export function memoryCacheStore({
  maxEntries = 1_000,
  maxEntriesOf = {},
  now = Date.now,
}: Pick<MemoryCacheOptions, 'maxEntries' | 'maxEntriesOf' | 'now'>): CacheStore {
  const limits = new Map<string, number>(Object.entries(maxEntriesOf))
  /** By kind; the one that was used last comes last. */
  const kept = new Map<string, Map<CacheKey, Slot>>()

  function slotsOf(kind: string): Map<CacheKey, Slot> {
    const slots = kept.get(kind) ?? new Map<CacheKey, Slot>()
    kept.set(kind, slots)
    return slots
  }

  return {
    async read(key) {
      const slots = slotsOf(kindOf(key))
      const slot = slots.get(key)
      slots.delete(key)
      if (slot === undefined || slot.keepUntil <= now()) return null
      slots.set(key, slot)
      return slot.entry
    },
    async write(key, entry, keepMs) {
      const slots = slotsOf(kindOf(key))
      slots.delete(key)
      slots.set(key, { entry, keepUntil: now() + keepMs })
      const [oldest] = slots.keys()
      const most = limits.get(kindOf(key)) ?? maxEntries
      if (slots.size > most && oldest !== undefined) slots.delete(oldest)
    },
  }
}

function kindOf(key: CacheKey): string {
  return key.slice(0, key.indexOf(':'))
}
