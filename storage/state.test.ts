import { randomUUID } from 'node:crypto'

import { describe, expect, it, onTestFinished } from 'vitest'

import { openLogger } from '../core/logger.ts'
import { stateContract } from '../core/state-contract.ts'
import { testRedisUrl } from '../test/environment.ts'
import { openRedis } from './redis.ts'
import { redisState } from './state.ts'
import { hasRedisServer, privateRedis } from './test-redis.ts'

const logger = openLogger({ level: 'silent' })
/** For a busy machine. */
const patiently = { logger, commandLimitMs: 2_000 }
const url = testRedisUrl()

async function replica(redisUrl: string, options = patiently) {
  const redis = await openRedis(redisUrl, options)
  onTestFinished(() => redis.close())
  return { redis, state: redisState(redis) }
}

describe.skipIf(url === undefined)('on a real Redis (needs TEST_REDIS_URL)', () => {
  stateContract('in Redis', async () => {
    const redis = await openRedis(url ?? '', patiently)
    return { state: redisState(redis), close: async () => redis.close() }
  })

  it('is what all replicas know, for as long as it was meant to be', async () => {
    const [one, two] = [await replica(url ?? ''), await replica(url ?? '')]
    const [fact, count, claim] = [randomUUID(), randomUUID(), randomUUID()]
    await one.state.write(fact, 'yes', 60_000)
    await one.state.count(count, 60_000)
    expect(await two.state.count(count, 60_000)).toBe(2)
    expect(await one.state.claim(claim, 60_000)).toBe(true)
    expect(await two.state.claim(claim, 60_000)).toBe(false)
    expect(await two.state.read([fact])).toEqual(['yes'])
    for (const key of [fact, count, claim]) {
      const leftMs = await one.redis.call((client) => client.pttl(`hub:state:${key}`))
      expect(leftMs).toBeGreaterThan(0)
    }
  })
})

describe.skipIf(!hasRedisServer())('when Redis fails (needs redis-server)', () => {
  it.each<['kill' | 'freeze']>([['kill'], ['freeze']])(
    'each replica goes by what it knows itself after %s',
    async (fail) => {
      const server = await privateRedis()
      onTestFinished(() => server.remove())
      await server.start()
      const { state } = await replica(server.url, { logger, commandLimitMs: 80 })
      await state.write('fact', 'yes', 60_000)
      await state.count('count', 60_000)
      await server[fail]()
      expect(await state.read(['fact'])).toEqual(['yes'])
      expect(await state.count('count', 60_000)).toBe(2)
      expect(await state.claim('claim', 60_000)).toBe(true)
      expect(await state.claim('claim', 60_000)).toBe(false)
    },
  )
})
