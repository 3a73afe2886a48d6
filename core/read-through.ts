import type { Cache, Cached, CacheKey, CacheOptions, CacheStore } from './cache.ts'
import { type Flight, flight } from './flight.ts'
import { lookUp, type LookUpOptions } from './look-up.ts'

export interface ReadThroughOptions extends LookUpOptions {
  readonly metrics: {
    cacheAsked(kind: string, outcome: Cached<unknown>['source'] | 'failed'): void
  }
}

type Load<T> = (signal: AbortSignal) => Promise<T>

/** A cache over any store of entries: askers of one key at once share one look-up. */
export function readThrough(store: CacheStore, options: ReadThroughOptions): Cache {
  const flights = new Map<CacheKey, Flight<Cached<unknown>>>()
  const found = lookUp(store, options)
  return { fetch }

  async function fetch<T>(
    key: CacheKey,
    wanted: CacheOptions<T>,
    load: Load<T>,
  ): Promise<Cached<T>> {
    const kind = key.slice(0, key.indexOf(':'))
    try {
      const cached = await shared(key, wanted, load)
      options.metrics.cacheAsked(kind, cached.source)
      return cached
    } catch (error) {
      options.metrics.cacheAsked(kind, 'failed')
      throw error
    }
  }

  async function shared<T>(
    key: CacheKey,
    wanted: CacheOptions<T>,
    load: Load<T>,
  ): Promise<Cached<T>> {
    wanted.signal.throwIfAborted()
    const flying = flights.get(key)
    if (!flying || flying.isOff()) return begin(key, wanted, load).join(wanted.signal)
    const cached = await flying.join(wanted.signal)
    return { ...cached, value: wanted.schema.parse(cached.value) }
  }

  function begin<T>(key: CacheKey, wanted: CacheOptions<T>, load: Load<T>): Flight<Cached<T>> {
    const begun = flight(async (signal) => {
      try {
        return await found(key, { ...wanted, signal }, load)
      } finally {
        if (flights.get(key) === begun) flights.delete(key)
      }
    })
    flights.set(key, begun)
    return begun
  }
}
