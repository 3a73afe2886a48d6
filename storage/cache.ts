import { z } from 'zod'

import type { Cache, CacheEntry, CacheStore } from '../core/cache.ts'
import { memoryCacheStore, type MemoryCacheOptions } from '../core/memory-cache.ts'
import { readThrough } from '../core/read-through.ts'
import type { Redis } from './redis.ts'

/** A cache that all replicas share; while Redis is down, each has its own. */
export function redisCache(redis: Pick<Redis, 'call'>, options: MemoryCacheOptions): Cache {
  return readThrough(redisCacheStore(redis, memoryCacheStore(options)), options)
}

const entrySchema = z.object({ value: z.unknown(), loadedAt: z.number(), freshUntil: z.number() })

/** Written to both, so that the spare is warm when it is needed; read from Redis alone while it answers. */
function redisCacheStore(redis: Pick<Redis, 'call'>, spare: CacheStore): CacheStore {
  return {
    async read(key) {
      try {
        return parsed(await redis.call((client) => client.get(key)))
      } catch {
        // The outage is logged where it is noticed.
        return spare.read(key)
      }
    },
    async write(key, entry, keepMs) {
      await spare.write(key, entry, keepMs)
      const text = JSON.stringify(entry)
      const forMs = Math.max(1, Math.ceil(keepMs))
      // Nobody waits for it: whoever asks next on this connection comes after it.
      void redis
        .call((client) => client.set(key, text, 'PX', forMs))
        .catch(() => {
          // The outage is logged where it is noticed, and the spare has the entry.
        })
    },
  }
}

/** What somebody else wrote under our key is no entry. */
function parsed(text: string | null): CacheEntry | null {
  if (text === null) return null
  try {
    return entrySchema.parse(JSON.parse(text))
  } catch {
    // As good as none: it is loaded anew, and written over.
    return null
  }
}
