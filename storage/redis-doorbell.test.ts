import { randomUUID } from 'node:crypto'

import { describe, expect, it, onTestFinished } from 'vitest'

import { localDoorbell } from '../bot/doorbell.ts'
import { doorbellContract } from '../core/doorbell-contract.ts'
import { openLogger } from '../core/logger.ts'
import type { Doorbell } from '../core/turn-store.ts'
import { testRedisUrl } from '../test/environment.ts'
import { redisDoorbell } from './redis-doorbell.ts'
import { openRedis, type Redis } from './redis.ts'
import { hasRedisServer, privateRedis } from './test-redis.ts'

/** Patient, for a busy machine. */
const options = { logger: openLogger({ level: 'silent' }), commandLimitMs: 2_000 }

interface Process {
  readonly redis: Redis
  readonly doorbell: Doorbell
  /** Resolves at the next ring, with the turn that changed. */
  rung(): Promise<string | undefined>
}

/** One replica that listens: joining an up Redis rings once, for what may have been missed. */
async function replica(url: string, channel: string): Promise<Process> {
  const redis = await openRedis(url, options)
  onTestFinished(() => redis.close())
  const local = localDoorbell()
  const rung = () =>
    new Promise<string | undefined>((resolve) => {
      const stop = local.listen((changed) => {
        stop()
        resolve(changed)
      })
    })
  const joined = redis.state() === 'up' ? rung() : Promise.resolve(undefined)
  const doorbell = redisDoorbell(redis, local, channel)
  await joined
  return { redis, doorbell, rung }
}

function newChannel(): string {
  return `test:${randomUUID()}:doorbell`
}

const url = testRedisUrl()

describe.skipIf(url === undefined)('on a real Redis (needs TEST_REDIS_URL)', () => {
  doorbellContract('through Redis', async () => {
    const redis = await openRedis(url ?? '', options)
    const local = localDoorbell()
    const joined = new Promise<void>((resolve) => {
      const stop = local.listen(() => {
        stop()
        resolve()
      })
    })
    const doorbell = redisDoorbell(redis, local, newChannel())
    await joined
    return { doorbell, close: async () => redis.close() }
  })

  it('is heard in every other process, and nowhere else', async () => {
    const channel = newChannel()
    const [one, two] = [await replica(url ?? '', channel), await replica(url ?? '', channel)]
    const stranger = await replica(url ?? '', newChannel())
    let strange = 0
    stranger.doorbell.listen(() => (strange += 1))
    let own = 0
    one.doorbell.listen(() => (own += 1))
    const heard = two.rung()
    await one.doorbell.ring()
    expect(await heard).toBeUndefined()
    const back = one.rung()
    await two.doorbell.ring('turn-1')
    expect(await back).toBe('turn-1')
    expect(own).toBe(2)
    expect(strange).toBe(0)
  })
})

describe.skipIf(!hasRedisServer())('when Redis is gone (needs redis-server)', () => {
  doorbellContract('without its Redis', async () => {
    const server = await privateRedis()
    const redis = await openRedis(server.url, options)
    return {
      doorbell: redisDoorbell(redis, localDoorbell()),
      close: async () => {
        redis.close()
        await server.remove()
      },
    }
  })

  it('rings everybody when it is back, and then across processes as before', async () => {
    const server = await privateRedis()
    onTestFinished(() => server.remove())
    await server.start()
    const channel = newChannel()
    const [one, two] = [await replica(server.url, channel), await replica(server.url, channel)]
    await server.kill()
    await one.doorbell.ring()
    const caughtUp = Promise.all([one.rung(), two.rung()])
    await server.start()
    await caughtUp
    const heard = two.rung()
    // Its connection for rings may take a moment longer than the one that listens.
    while (one.redis.state() === 'down') await new Promise(setImmediate)
    await one.doorbell.ring()
    await expect(heard).resolves.toBeUndefined()
  })
})
