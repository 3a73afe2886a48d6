import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { ClaimedJob, JobStore, NewJob } from '../core/job-store.ts'
import type { Database } from './database.ts'
import { postgresJobs } from './jobs.ts'
import { databaseKinds, testDatabase } from './test-database.ts'

const leaseMs = 60_000

describe.each(databaseKinds())('jobs on %s', (kind) => {
  let database: Database
  let jobs: JobStore

  beforeAll(async () => {
    database = await testDatabase(kind)
    jobs = postgresJobs(database.sql)
  })
  afterAll(() => database.close())

  /** Of a name of its own, so that tests share a database and nothing else. */
  async function queued(more: Partial<NewJob> = {}): Promise<NewJob> {
    const job = { name: randomUUID(), key: 'k', payload: { symbol: 'AAPL' }, delayMs: 0, ...more }
    await jobs.enqueue(job)
    return job
  }

  async function claimed(name: string, forMs = leaseMs): Promise<ClaimedJob> {
    const job = await jobs.claim([name], forMs)
    if (!job) throw new Error('nothing to claim')
    return job
  }

  it('hands a job out once, as it was given', async () => {
    const { name, payload } = await queued()
    expect(await jobs.claim([name], leaseMs)).toEqual({
      name,
      key: 'k',
      payload,
      attempt: 1,
      fence: 1,
    })
    expect(await jobs.claim([name], leaseMs)).toBeNull()
  })

  it('keeps the first of a key, while it waits, runs and has ended', async () => {
    const { name } = await queued()
    await queued({ name, payload: 'second' })
    const job = await claimed(name)
    expect(job.payload).toEqual({ symbol: 'AAPL' })
    await queued({ name })
    await jobs.settle(job, { type: 'done' })
    await queued({ name })
    expect(await jobs.claim([name], leaseMs)).toBeNull()
  })

  it.each([null, undefined, 'text', [1, { a: null }], 'a\0b'])(
    'carries any plain payload (%#)',
    async (payload) => {
      const { name } = await queued({ payload })
      const expected = payload === 'a\0b' ? 'ab' : (payload ?? null)
      expect((await claimed(name)).payload).toEqual(expected)
    },
  )

  it('gives no job to two who ask at once, and the oldest first', async () => {
    const { name } = await queued({ key: '1' })
    for (const key of ['2', '3', '4']) await queued({ name, key })
    const all = await Promise.all(Array.from({ length: 8 }, () => jobs.claim([name], leaseMs)))
    const keys = all.flatMap((job) => (job ? [job.key] : []))
    expect(keys.toSorted()).toEqual(['1', '2', '3', '4'])
  })

  it('lets a delayed job wait, and names apart', async () => {
    const { name } = await queued({ delayMs: 60_000 })
    expect(await jobs.claim([name], leaseMs)).toBeNull()
    expect(await jobs.claim([], leaseMs)).toBeNull()
  })

  it('gives a job to another when its lease has run out, and lets the first write nothing more', async () => {
    const { name } = await queued()
    const late = await claimed(name, -1)
    const heir = await claimed(name)
    expect(heir).toMatchObject({ attempt: 2, fence: 2 })
    const writes = [() => jobs.renew(late, leaseMs), () => jobs.settle(late, { type: 'done' })]
    for (const write of writes) await expect(write()).rejects.toMatchObject({ code: 'conflict' })
    await jobs.settle(heir, { type: 'done' })
    await expect(jobs.renew(heir, leaseMs)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('keeps a job whose lease was renewed', async () => {
    const { name } = await queued()
    await jobs.renew(await claimed(name, 0), leaseMs)
    expect(await jobs.claim([name], leaseMs)).toBeNull()
  })

  it('gives a job out again after a failure, counted, and after a hand-over, not counted', async () => {
    const { name } = await queued()
    await jobs.settle(await claimed(name), { type: 'retry', delayMs: 0, failure: 'no luck' })
    const second = await claimed(name)
    expect(second.attempt).toBe(2)
    await jobs.settle(second, { type: 'handed over' })
    const third = await claimed(name)
    expect(third.attempt).toBe(2)
    await jobs.settle(third, { type: 'retry', delayMs: 60_000, failure: 'no luck' })
    expect(await jobs.claim([name], leaseMs)).toBeNull()
  })

  it('keeps what was poisoned, with the reason', async () => {
    const { name, payload } = await queued()
    await jobs.settle(await claimed(name), { type: 'poisoned', failure: 'bad\0 luck' })
    const [newest] = await jobs.poisoned(1)
    expect(newest).toEqual({
      name,
      key: 'k',
      payload,
      attempt: 1,
      failure: 'bad luck',
      endedAt: expect.any(Date),
    })
    expect(await jobs.claim([name], leaseMs)).toBeNull()
  })

  it('forgets what ended long ago, and its key, and nothing else', async () => {
    const [done, poisoned, waiting] = [await queued(), await queued(), await queued()]
    await jobs.settle(await claimed(done.name), { type: 'done' })
    await jobs.settle(await claimed(poisoned.name), { type: 'poisoned', failure: 'no luck' })
    await jobs.forget({ doneMs: 60_000, poisonedMs: 60_000 })
    await jobs.enqueue(done)
    expect(await jobs.claim([done.name], leaseMs)).toBeNull()
    await jobs.forget({ doneMs: -1, poisonedMs: 60_000 })
    await jobs.enqueue(done)
    expect((await claimed(done.name)).attempt).toBe(1)
    expect((await jobs.poisoned(10)).map(({ name }) => name)).toContain(poisoned.name)
    expect((await claimed(waiting.name)).attempt).toBe(1)
  })
})
