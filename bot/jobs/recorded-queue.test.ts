import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import { openLogger } from '../../core/logger.ts'
import { type Database } from '../../storage/database.ts'
import { postgresJobRecord } from '../../storage/job-record.ts'
import { openRedis } from '../../storage/redis.ts'
import { testDatabase } from '../../storage/test-database.ts'
import { hasRedisServer, privateRedis } from '../../storage/test-redis.ts'
import { bullmqQueue } from './bullmq-queue.ts'
import { jobContract } from './job-contract.ts'
import { jobEvents } from './job-events.ts'
import { jobRunner, type JobRunner } from './job-runner.ts'
import { quiet, recorded } from './job-stage.ts'
import { recordedQueue } from './recorded-queue.ts'

const logger = openLogger({ level: 'silent' })
/** For a busy machine. */
const patiently = { logger, commandLimitMs: 2_000 }

describe.skipIf(!hasRedisServer())('jobs that are rows too (needs redis-server)', () => {
  let database: Database

  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.close())

  async function place() {
    await database.sql`delete from jobs`
    const record = postgresJobRecord(database.sql)
    const server = await privateRedis()
    await server.start()
    const redis = await openRedis(server.url, patiently)
    const prefix = `test:${randomUUID()}`
    const newQueue = () => {
      const queue = bullmqQueue({ redis, logger, prefix })
      return recordedQueue({ queue, record, logger, restoreEveryMs: 50 })
    }
    const close = async () => {
      redis.close()
      await server.remove()
    }
    return { server, redis, newQueue, close }
  }

  jobContract('in Redis and on record', place)

  async function replica(...jobs: readonly ReturnType<typeof recorded>[]) {
    const { server, redis, newQueue, close } = await place()
    const events = jobEvents({ logger, metrics: { jobEnded: () => {} } })
    const retries = { attempts: 3, backoffMs: 200, longestMs: 200 }
    const runner = jobRunner({ queue: newQueue(), jobs, events, logger, retries })
    onTestFinished(async () => {
      await runner.stop(0)
      await close()
    })
    return { server, redis, runner, flush: () => redis.call((client) => client.flushall()) }
  }

  /** None of them is in Redis when it is asked, nor later, but for what we put back. */
  async function askedAndLost(runner: JobRunner, job: ReturnType<typeof recorded>) {
    await runner.enqueue(job, 'now', { key: 'now' })
    await runner.enqueue(job, 'later', { key: 'later', delayMs: 300 })
  }

  it('outlive that Redis forgets them while they wait', async () => {
    const job = recorded('greet')
    const { runner, flush } = await replica(job)
    await askedAndLost(runner, job)
    await flush()
    runner.start()
    await job.begun(2)
    expect(job.calls.map(({ payload }) => payload)).toEqual(['now', 'later'])
  })

  it('outlive that Redis forgets them while somebody waits for them', async () => {
    const [job, last] = [recorded('greet'), recorded('last')]
    const { runner, flush } = await replica(job, last)
    runner.start()
    await quiet(runner, last)
    await runner.enqueue(job, 'later', { delayMs: 500 })
    await flush()
    await job.begun(1)
    expect(job.calls[0]?.payload).toBe('later')
  })

  it('are tried again after a failure that Redis forgot', async () => {
    const failed = Promise.withResolvers<void>()
    const job = recorded('greet', async (_call, count) => {
      if (count > 1) return
      failed.resolve()
      throw new Error('no luck')
    })
    const { runner, flush } = await replica(job)
    runner.start()
    await runner.enqueue(job, 'hello')
    await failed.promise
    await flush()
    await job.begun(2)
    expect(job.calls[1]?.payload).toBe('hello')
  })

  it('are not run again once they have ended, whatever Redis forgot', async () => {
    const [job, last] = [recorded('greet'), recorded('last')]
    const { runner, flush } = await replica(job, last)
    runner.start()
    await runner.enqueue(job, 'hello', { key: 'k' })
    await job.begun(1)
    await quiet(runner, last)
    await flush()
    await runner.enqueue(job, 'hello', { key: 'k' })
    await quiet(runner, last)
    await runner.stop(1_000)
    expect(job.calls).toHaveLength(1)
  })

  it('are taken in while Redis is down, and run when it is back', async () => {
    const job = recorded('greet')
    const { runner, server, redis } = await replica(job)
    runner.start()
    await server.kill()
    while (redis.state() === 'up') await new Promise(setImmediate)
    await runner.enqueue(job, 'hello')
    await server.start()
    await job.begun(1)
    expect(job.calls[0]?.payload).toBe('hello')
  })
})
