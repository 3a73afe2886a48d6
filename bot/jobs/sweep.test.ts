import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { openLogger } from '../../core/logger.ts'
import type { CallEnd, Limit, ModelCall } from '../../core/model-ledger.ts'
import type { TurnId } from '../../core/types.ts'
import { postgresCheckpoints } from '../../storage/checkpoints.ts'
import type { Database } from '../../storage/database.ts'
import { postgresJobs } from '../../storage/jobs.ts'
import { postgresModelLedger } from '../../storage/model-ledger.ts'
import { postgresSweeps } from '../../storage/sweeps.ts'
import { databaseKinds, testDatabase } from '../../storage/test-database.ts'
import { postgresTurns } from '../../storage/turns.ts'
import { newTurn } from '../graph/saver/test-turns.ts'
import { nextSlot } from './schedule.ts'
import { sweep } from './sweep.ts'

const logger = openLogger({ level: 'silent' })
const { signal } = new AbortController()

const dayMs = 86_400_000
const generous: Limit = {
  scope: 'user',
  subject: null,
  period: 'day',
  unit: 'tokens',
  most: 1_000_000n,
}

function callOf(daysAgo: number): ModelCall {
  const caller = { organisationId: 'o', userId: 'u', turnId: 't', project: 'p', agent: 'write' }
  const startedAt = new Date(Date.now() - daysAgo * dayMs)
  return { id: randomUUID(), caller, provider: 'openai', model: 'm', startedAt }
}

const wellEnded: CallEnd = {
  outcome: 'done',
  usage: { provider: 'openai', model: 'm', inputTokens: 6, outputTokens: 3, estimated: false },
  cost: null,
  tookMs: 900,
  firstTextMs: 200,
}

describe.each(databaseKinds())('the nightly sweep on %s', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  function opened() {
    const { sql } = database
    const store = postgresJobs(sql)
    const job = sweep({ ...postgresSweeps(sql, { modelCallsDays: 400 }), store, logger })
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

  it('deletes model calls that began more than 400 days ago, and what nobody ended gives back what it held', async () => {
    const { sql, run } = opened()
    const ledger = postgresModelLedger(sql, { limits: [generous], reservedMs: 0 })
    const [old, recent, lost] = [callOf(401), callOf(399), callOf(402)]
    for (const call of [old, recent, lost]) {
      await ledger.reserve(call, { tokens: 100, cost: null })
      if (call !== lost) await ledger.settle(call.id, wellEnded)
    }
    await run()
    const left = await sql<{ id: string }[]>`select id from model_calls`
    expect(left).toEqual([{ id: recent.id }])
    const held = await sql<{ tokens: number }[]>`
      select sum(reserved_tokens)::int as tokens from model_budgets`
    expect(held).toEqual([{ tokens: 0 }])
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
