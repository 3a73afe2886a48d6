import { randomUUID } from 'node:crypto'

import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'

import { cacheContract } from '../core/cache-contract.ts'
import { stockPriceKey } from '../core/cache-keys.ts'
import type { CacheOptions } from '../core/cache.ts'
import { openLogger } from '../core/logger.ts'
import { testRedisUrl } from '../test/environment.ts'
import { redisCache } from './cache.ts'
import { openRedis } from './redis.ts'
import { hasRedisServer, privateRedis } from './test-redis.ts'

/** For a busy machine. */
const patiently = { logger: openLogger({ level: 'silent' }), commandLimitMs: 2_000 }
const metrics = { cacheAsked: () => {} }
const url = testRedisUrl()
const newKey = () => stockPriceKey(randomUUID(), 'TEST', '1y')

function options(): CacheOptions<number> {
  const { signal } = new AbortController()
  return { schema: z.number(), ttlMs: 60_000, staleMs: 60_000, signal }
}

async function replica(redisUrl: string) {
  const redis = await openRedis(redisUrl, patiently)
  onTestFinished(() => redis.close())
  return { redis, cache: redisCache(redis, { metrics }) }
}

describe.skipIf(url === undefined)('on a real Redis (needs TEST_REDIS_URL)', () => {
  cacheContract('in Redis', newKey, async (all) => {
    const redis = await openRedis(url ?? '', patiently)
    return { cache: redisCache(redis, all), close: async () => redis.close() }
  })

  it('shares what one replica loaded with the others, for as long as it may be shown', async () => {
    const [one, two] = [await replica(url ?? ''), await replica(url ?? '')]
    const key = newKey()
    await one.cache.fetch(key, options(), async () => 1)
    const leftMs = await one.redis.call((client) => client.pttl(key))
    expect(await two.cache.fetch(key, options(), async () => 2)).toMatchObject({ value: 1 })
    expect(leftMs).toBeGreaterThan(60_000)
    expect(leftMs).toBeLessThanOrEqual(120_000)
  })

  it.each([
    '',
    'not JSON',
    '{}',
    '{"value":1}',
    '[]',
    '{"value":"x","loadedAt":1,"freshUntil":9e15}',
  ])('takes no foreign text for a value: %s', async (text) => {
    const { redis, cache } = await replica(url ?? '')
    const key = newKey()
    await redis.call((client) => client.set(key, text, 'PX', 10_000))
    expect(await cache.fetch(key, options(), async () => 1)).toMatchObject({ source: 'miss' })
  })

  it('loads again what was flushed', async () => {
    const { redis, cache } = await replica(url ?? '')
    const key = newKey()
    await cache.fetch(key, options(), async () => 1)
    await redis.call((client) => client.del(key))
    expect(await cache.fetch(key, options(), async () => 2)).toMatchObject({ value: 2 })
  })
})

describe.skipIf(!hasRedisServer())('when Redis is gone (needs redis-server)', () => {
  cacheContract('without its Redis', newKey, async (all) => {
    const server = await privateRedis()
    const redis = await openRedis(server.url, patiently)
    return {
      cache: redisCache(redis, all),
      close: async () => {
        redis.close()
        await server.remove()
      },
    }
  })

  it('still knows what it knew, and shares again when Redis is back', async () => {
    const server = await privateRedis()
    onTestFinished(() => server.remove())
    await server.start()
    const [one, two] = [await replica(server.url), await replica(server.url)]
    const [before, after] = [newKey(), newKey()]
    await one.cache.fetch(before, options(), async () => 1)
    await server.kill()
    while (one.redis.state() === 'up') await new Promise(setImmediate)
    expect(await one.cache.fetch(before, options(), async () => 2)).toMatchObject({ source: 'hit' })
    await server.start()
    while ([one, two].some(({ redis }) => redis.state() === 'down')) await new Promise(setImmediate)
    await one.cache.fetch(after, options(), async () => 3)
    await one.redis.call((client) => client.ping())
    expect(await two.cache.fetch(after, options(), async () => 4)).toMatchObject({ value: 3 })
  })
})
