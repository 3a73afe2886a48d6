import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { openLogger } from '../../core/logger.ts'
import type { TurnId } from '../../core/types.ts'
import { postgresCheckpoints, sweepCheckpoints } from '../../storage/checkpoints.ts'
import type { Database } from '../../storage/database.ts'
import { postgresJobs } from '../../storage/jobs.ts'
import { databaseKinds, testDatabase } from '../../storage/test-database.ts'
import { postgresTurns } from '../../storage/turns.ts'
import { newTurn } from '../graph/saver/test-turns.ts'
import { nextSlot } from './schedule.ts'
import { sweep } from './sweep.ts'

const logger = openLogger({ level: 'silent' })
const { signal } = new AbortController()

describe.each(databaseKinds())('the nightly sweep on %s', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  function opened() {
    const { sql } = database
    const store = postgresJobs(sql)
    const job = sweep({ sweepCheckpoints: () => sweepCheckpoints(sql), store, logger })
    return { sql, store, job, run: () => job.run(null, signal) }
  }

  it('deletes what ended turns left behind, and nothing of a turn that is not over', async () => {
    const { sql, run } = opened()
    const turns = postgresTurns(database)
    const checkpoints = postgresCheckpoints(sql)
    const [ended, queued] = [await newTurn(turns), await newTurn(turns)]
    for (const turnId of [ended, queued]) await checkpoints.append(turnId, Buffer.from('page'))
    await endLeavingPages(ended)
    await run()
    expect(await checkpoints.turns()).toEqual([queued])
    await run()
    expect(await checkpoints.turns()).toEqual([queued])
  })

  it('forgets a job that was done more than a week ago, and no other', async () => {
    const { sql, store, run } = opened()
    const states = { old: ['done', 8], fresh: ['done', 6], poisoned: ['poisoned', 8] }
    for (const [key, [state, days]] of Object.entries(states)) {
      await store.enqueue({ name: 'greet', key, payload: null, delayMs: 0 })
      await sql`
        update jobs set state = ${state ?? ''}, failure = '', ended_at = now() - ${days ?? 0} * interval '1 day'
        where key = ${key}`
    }
    await store.enqueue({ name: 'greet', key: 'waiting', payload: null, delayMs: 0 })
    await run()
    const left = await sql<{ key: string }[]>`select key from jobs order by key`
    expect(left.map(({ key }) => key)).toEqual(['fresh', 'poisoned', 'waiting'])
  })

  it('is due once a night', () => {
    const { job } = opened()
    if (!job.schedule) throw new Error('it has no schedule')
    const first = nextSlot(job.schedule, Date.parse('2026-03-04T12:00:00Z'))
    expect(nextSlot(job.schedule, first) - first).toBe(86_400_000)
  })

  /** As a page does that was on its way while the turn ended. */
  async function endLeavingPages(turnId: TurnId): Promise<void> {
    await database.sql`update turns set state = 'done', ended_at = now() where id = ${turnId}`
  }
})
