import { describe, expect, it, onTestFinished } from 'vitest'

import type { JobRecord, JobStore } from '../../core/job-store.ts'
import { openLogger } from '../../core/logger.ts'
import type { Job } from '../../core/types.ts'
import { postgresJobRecord } from '../../storage/job-record.ts'
import { postgresJobs } from '../../storage/jobs.ts'
import { openRedis } from '../../storage/redis.ts'
import { testDatabase } from '../../storage/test-database.ts'
import { hasRedisServer, privateRedis } from '../../storage/test-redis.ts'
import { recorded } from './job-stage.ts'
import { type JobsDeps, openJobs } from './open-jobs.ts'

const logger = openLogger({ level: 'silent' })
const metrics = { jobEnded: () => {} }

async function opened(where: Pick<JobsDeps, 'redis' | 'record' | 'store'>, jobs: readonly Job[]) {
  const runner = await openJobs({ ...where, jobs, logger, metrics })
  onTestFinished(() => runner.stop(0))
  return runner
}

async function inStore() {
  const database = await testDatabase()
  onTestFinished(() => database.close())
  return { redis: null, record: unwritten, store: postgresJobs(database.sql) }
}

async function inRedis() {
  const server = await privateRedis()
  await server.start()
  const redis = await openRedis(server.url, { logger, commandLimitMs: 2_000 })
  const database = await testDatabase()
  onTestFinished(async () => {
    redis.close()
    await server.remove()
    await database.close()
  })
  return { redis, record: postgresJobRecord(database.sql), store: untouched }
}

const refuse = () => Promise.reject(new Error('jobs wait elsewhere'))
const untouched: JobStore = {
  enqueue: refuse,
  claim: refuse,
  renew: refuse,
  settle: refuse,
  poisoned: refuse,
  forget: refuse,
}

const unwritten: JobRecord = { ...untouched, hasEnded: refuse, note: refuse, due: refuse }

const places = [
  { name: 'in the database, without Redis', open: inStore, isThere: true },
  { name: 'in Redis (needs redis-server)', open: inRedis, isThere: hasRedisServer() },
]

describe.each(places)('background work $name', ({ open, isThere }) => {
  it.skipIf(!isThere)('runs by itself what has a schedule, and the rest when asked', async () => {
    const planned = { ...recorded('planned'), schedule: { everyMs: 50 } }
    const asked = recorded('asked')
    const runner = await opened(await open(), [planned, asked])
    await planned.begun(1)
    expect(planned.calls[0]?.payload).toEqual({ scheduledFor: expect.any(String) })
    expect(asked.calls).toEqual([])
    await runner.enqueue(asked, 'hello')
    await asked.begun(1)
    expect(asked.calls[0]?.payload).toBe('hello')
  })
})

it('refuses a schedule that never comes', async () => {
  const never = { ...recorded('never'), schedule: { cron: 'soon' } }
  const opening = openJobs({
    redis: null,
    record: unwritten,
    store: untouched,
    jobs: [never],
    logger,
    metrics,
  })
  await expect(opening).rejects.toMatchObject({ code: 'invalid' })
})
