import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Database } from './database.ts'
import { postgresModelLedger } from './model-ledger.ts'
import { postgresPersonal } from './personal.ts'
import { databaseKinds, testDatabase } from './test-database.ts'

const november = new Date('2026-11-30T23:59:59Z')

describe.each(databaseKinds())('what language models used for a person, on %s', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  const ann = { organisationId: 'slack:T1', userId: randomUUID() }

  async function call(startedAt: Date, cost: bigint | null): Promise<void> {
    const ledger = postgresModelLedger(database.sql, { limits: [], reservedMs: 60_000 })
    const caller = { ...ann, turnId: randomUUID(), project: 'stocks', agent: 'write' }
    const [id, model] = [randomUUID(), { provider: 'p', model: 'm' }]
    await ledger.reserve({ id, caller, ...model, startedAt }, { tokens: 500, cost })
    const usage = { ...model, inputTokens: 100, outputTokens: 20, estimated: false }
    await ledger.settle(id, { outcome: 'done', usage, cost, tookMs: 1, firstTextMs: 1 })
  }

  it('is nothing before the first call, then all of one month', async () => {
    const { used } = postgresPersonal(database.sql, [])
    expect(await used(ann, november)).toEqual({ tokens: 0, cost: 0n })
    await call(new Date('2026-11-01T00:00:00Z'), 2_000_000_000n)
    await call(november, null)
    await call(new Date('2026-12-01T00:00:00Z'), 5n)
    expect(await used(ann, november)).toEqual({ tokens: 240, cost: 2_000_000_000n })
    expect(await used({ ...ann, userId: randomUUID() }, november)).toMatchObject({ tokens: 0 })
  })
})
