import { randomUUID } from 'node:crypto'

import { describe, expect, it, onTestFinished } from 'vitest'

import { openLogger } from '../../core/logger.ts'
import { openRedis, type Redis } from '../../storage/redis.ts'
import { hasRedisServer, privateRedis } from '../../storage/test-redis.ts'
import { testRedisUrl } from '../../test/environment.ts'
import { bullmqQueue } from './bullmq-queue.ts'
import { crashContract } from './crash-contract.ts'
import { jobContract } from './job-contract.ts'

const logger = openLogger({ level: 'silent' })
/** For a busy machine. */
const patiently = { logger, commandLimitMs: 2_000 }
const url = testRedisUrl()

async function removeAll(redis: Redis, prefix: string): Promise<void> {
  const keys = await redis.call((client) => client.keys(`${prefix}:*`))
  if (keys.length > 0) await redis.call((client) => client.del(...keys))
}

describe.skipIf(url === undefined)('on a real Redis (needs TEST_REDIS_URL)', () => {
  async function place() {
    const redis = await openRedis(url ?? '', patiently)
    const prefix = `test:${randomUUID()}`
    return {
      address: url ?? '',
      prefix,
      newQueue: (leaseMs = 30_000) => bullmqQueue({ redis, logger, prefix, leaseMs }),
      close: async () => {
        await removeAll(redis, prefix)
        redis.close()
      },
    }
  }

  jobContract('in Redis', place)
  crashContract('in Redis', place)
})

describe.skipIf(!hasRedisServer())('when Redis is gone (needs redis-server)', () => {
  async function lonely() {
    const server = await privateRedis()
    const redis = await openRedis(server.url, patiently)
    onTestFinished(async () => {
      redis.close()
      await server.remove()
    })
    const queue = bullmqQueue({ redis, logger })
    return { server, redis, queue }
  }

  const job = { name: 'greet', key: 'k', payload: 1, delayMs: 0 }

  it('says so at once, and takes jobs whenever it is back', async () => {
    const { server, redis, queue } = await lonely()
    let ran = Promise.withResolvers<unknown>()
    queue.start(['greet'], async ({ payload }) => {
      ran.resolve(payload)
      return { type: 'done' }
    })
    for (const payload of ['first', 'second']) {
      while (redis.state() === 'up') await new Promise(setImmediate)
      await expect(queue.enqueue(job)).rejects.toMatchObject({ code: 'unavailable' })
      await expect(queue.poisoned(1)).rejects.toMatchObject({ code: 'unavailable' })
      ran = Promise.withResolvers()
      await server.start()
      while (redis.state() === 'down') await new Promise(setImmediate)
      await queue.enqueue({ ...job, payload })
      expect(await ran.promise).toBe(payload)
      await server.kill()
    }
    await queue.stop(0)
  })

  it('can be left', async () => {
    const { server, redis, queue } = await lonely()
    await server.start()
    queue.start(['greet'], async () => ({ type: 'done' }))
    await server.kill()
    while (redis.state() === 'up') await new Promise(setImmediate)
    await expect(queue.stop(0)).resolves.toBeUndefined()
  })
})
