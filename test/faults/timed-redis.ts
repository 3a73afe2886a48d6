import type { Redis } from '../../storage/redis.ts'

/** The same Redis; tells whenever a call took longer than every one before it. */
export function timedRedis(redis: Redis, onLongest: (ms: number) => void): Redis {
  let longestMs = 0
  return { ...redis, call }

  async function call<T>(...command: Parameters<typeof redis.call<T>>): Promise<T> {
    const startedAt = performance.now()
    try {
      return await redis.call(...command)
    } finally {
      const tookMs = performance.now() - startedAt
      if (tookMs > longestMs) onLongest((longestMs = tookMs))
    }
  }
}
