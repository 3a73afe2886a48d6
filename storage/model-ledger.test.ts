import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CallEnd, Estimate, Limit, ModelCall } from '../core/model-ledger.ts'
import type { Caller } from '../core/model.ts'
import type { Database } from './database.ts'
import { postgresModelLedger } from './model-ledger.ts'
import { databaseKinds, testDatabase } from './test-database.ts'

const dollar = 1_000_000_000_000n
const cent = dollar / 100n
const noon = new Date('2026-11-22T12:00:00Z')

function limit(more: Partial<Limit> = {}): Limit {
  return { scope: 'user', subject: null, period: 'day', unit: 'dollars', most: dollar, ...more }
}

const generous = limit({ most: 1_000n * dollar })

/** For people, organisations and projects of their own, so that tests share a database and nothing else. */
function caller(more: Partial<Caller> = {}): Caller {
  return {
    organisationId: randomUUID(),
    userId: randomUUID(),
    turnId: randomUUID(),
    project: randomUUID(),
    agent: 'write',
    ...more,
  }
}

function call(who: Caller, startedAt = noon): ModelCall {
  return { id: randomUUID(), caller: who, provider: 'openai', model: 'm', startedAt }
}

function estimate(cost: bigint | null = 2n * cent, tokens = 100): Estimate {
  return { cost, tokens }
}

function end(cost: bigint | null, more: Partial<CallEnd> = {}): CallEnd {
  const usage = { inputTokens: 60, cachedInputTokens: 10, outputTokens: 30, estimated: false }
  return {
    outcome: 'done',
    usage: { provider: 'openai', model: 'm', ...usage },
    cost,
    tookMs: 900,
    firstTextMs: 200,
    ...more,
  }
}

describe.each(databaseKinds())('the model ledger on %s', (kind) => {
  let database: Database

  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  function open(limits: readonly Limit[] = [generous], reservedMs = 60_000) {
    return postgresModelLedger(database.sql, { limits, reservedMs })
  }

  async function budget(subject: string, period: string) {
    const [found] = await database.sql<Record<string, string | number>[]>`
      select spent_usd::float8 as spent, spent_tokens as "spentTokens",
        reserved_usd::float8 as reserved, reserved_tokens as "reservedTokens"
      from model_budgets where subject = ${subject} and period = ${period}`
    return found
  }

  async function row(id: string) {
    const [found] = await database.sql`select * from model_calls where id = ${id}`
    return found
  }

  it('sets aside what a call may use, for all it counts towards, and settles what it used', async () => {
    const ledger = open()
    const who = caller()
    const one = call(who)
    expect(await ledger.reserve(one, estimate())).toBeNull()
    const aside = { spent: 0, spentTokens: 0, reserved: 0.02, reservedTokens: 100 }
    const used = { spent: 0.015, spentTokens: 90, reserved: 0, reservedTokens: 0 }
    const subjects = [who.userId, who.organisationId, who.project]
    for (const subject of subjects) {
      expect(await budget(subject, 'day')).toEqual(aside)
      expect(await budget(subject, 'month')).toEqual(aside)
    }
    await ledger.settle(one.id, end((cent * 3n) / 2n))
    for (const subject of subjects) {
      expect(await budget(subject, 'day')).toEqual(used)
      expect(await budget(subject, 'month')).toEqual(used)
    }
    expect(await row(one.id)).toMatchObject({
      organisation_id: who.organisationId,
      user_id: who.userId,
      turn_id: who.turnId,
      project: who.project,
      agent: 'write',
      provider: 'openai',
      model: 'm',
      outcome: 'done',
      input_tokens: 60,
      cached_tokens: 10,
      output_tokens: 30,
      estimated: false,
      cost_usd: '0.015000000000',
      started_at: noon,
      took_ms: 900,
      first_text_ms: 200,
    })
  })

  it('takes the same reservation and the same end twice, and counts them once', async () => {
    const ledger = open([limit({ most: 3n * cent })])
    const who = caller()
    const one = call(who)
    await ledger.reserve(one, estimate())
    expect(await ledger.reserve(one, estimate())).toBeNull()
    expect(await budget(who.userId, 'day')).toMatchObject({ reserved: 0.02 })
    await Promise.all([ledger.settle(one.id, end(cent)), ledger.settle(one.id, end(cent))])
    await ledger.settle(one.id, end(5n * cent, { outcome: 'timeout' }))
    expect(await budget(who.userId, 'day')).toMatchObject({ spent: 0.01, reserved: 0 })
    expect(await row(one.id)).toMatchObject({ outcome: 'done' })
  })

  it('lets exactly as many in as fit, however many ask at once', async () => {
    const ledger = open([limit({ scope: 'organisation', period: 'month', most: 50n * cent })])
    const organisationId = randomUUID()
    const calls = Array.from({ length: 200 }, () => call(caller({ organisationId })))
    const answers = await Promise.all(calls.map((one) => ledger.reserve(one, estimate(cent))))
    expect(answers.filter((reached) => reached === null)).toHaveLength(50)
    expect(await budget(organisationId, 'month')).toMatchObject({ reserved: 0.5, spent: 0 })
    const inside = calls.filter((_, index) => answers[index] === null)
    await Promise.all(inside.map((one) => ledger.settle(one.id, end(cent / 2n))))
    expect(await budget(organisationId, 'month')).toMatchObject({ reserved: 0, spent: 0.25 })
    const [late] = calls.filter((_, index) => answers[index] !== null)
    expect(late && (await ledger.reserve(late, estimate(cent)))).toBeNull()
  })

  it('comes to no standstill when calls of many share some budgets and not others', async () => {
    const ledger = open([limit({ most: dollar })])
    const people = ['a', 'b', 'c'].map(() => randomUUID())
    const places = ['x', 'y', 'z'].map(() => randomUUID())
    const projects = ['p', 'q'].map(() => randomUUID())
    const calls = Array.from({ length: 90 }, (_, index) =>
      call(
        caller({
          userId: people[index % 3] ?? '',
          organisationId: places[(index * 7) % 3] ?? '',
          project: projects[index % 2] ?? '',
        }),
      ),
    )
    await Promise.all(
      calls.map(async (one) => {
        expect(await ledger.reserve(one, estimate(cent))).toBeNull()
        await ledger.settle(one.id, end(cent))
      }),
    )
    for (const subject of people) {
      expect(await budget(subject, 'day')).toMatchObject({ spent: 0.3, reserved: 0 })
    }
  })

  it('sets nothing aside when one of the limits is reached, and names the one that lasts longest', async () => {
    const who = caller()
    const month = limit({ scope: 'organisation', period: 'month', most: 3n * cent })
    const day = limit({ most: 3n * cent })
    const ledger = open([limit({ scope: 'project' }), month, day])
    await ledger.reserve(call(who), estimate())
    expect(await ledger.reserve(call(who), estimate())).toEqual({
      limit: month,
      subject: who.organisationId,
      isUsedUp: false,
      resetsAt: new Date('2026-12-01T00:00:00Z'),
    })
    expect(await budget(who.project, 'day')).toMatchObject({ reserved: 0.02 })
    expect(await budget(who.userId, 'month')).toMatchObject({ reserved: 0.02 })
  })

  it('says when nothing is left, and lets the others go on', async () => {
    const ledger = open([limit({ most: 2n * cent })])
    const who = caller()
    const one = call(who)
    await ledger.reserve(one, estimate())
    await ledger.settle(one.id, end(5n * cent))
    expect(await ledger.reserve(call(who), estimate(0n, 0))).toMatchObject({ isUsedUp: true })
    expect(await ledger.reserve(call(caller()), estimate())).toBeNull()
  })

  it('begins anew at midnight and on the first of the month, in UTC', async () => {
    const ledger = open([limit({ most: 2n * cent }), limit({ period: 'month', most: 5n * cent })])
    const who = caller()
    const ask = (at: string) => ledger.reserve(call(who, new Date(at)), estimate())
    expect(await ask('2026-12-30T23:59:59.999Z')).toBeNull()
    expect(await ask('2026-12-30T00:00:00Z')).toMatchObject({
      resetsAt: new Date('2026-12-31T00:00:00Z'),
    })
    expect(await ask('2026-12-31T00:00:00Z')).toBeNull()
    expect(await ask('2026-12-29T12:00:00Z')).toMatchObject({
      limit: { period: 'month' },
      resetsAt: new Date('2027-01-01T00:00:00Z'),
    })
    expect(await ask('2027-01-01T00:00:00Z')).toBeNull()
  })

  it('counts a call towards the day on which it began', async () => {
    const ledger = open()
    const who = caller()
    const [late, early] = ['2026-11-30T23:59:59Z', '2026-12-01T00:00:00Z'].map((at) =>
      call(who, new Date(at)),
    )
    for (const one of [late, early]) {
      if (!one) continue
      await ledger.reserve(one, estimate())
      await ledger.settle(one.id, end(cent))
    }
    const months = await database.sql`
      select starts_on::text as day, spent_usd::float8 as spent from model_budgets
      where subject = ${who.userId} and period = 'month' order by 1`
    expect([...months]).toEqual([
      { day: '2026-11-01', spent: 0.01 },
      { day: '2026-12-01', spent: 0.01 },
    ])
  })

  it('binds a model without a price by limits in tokens, and by no others', async () => {
    const who = caller()
    const tokens = limit({ unit: 'tokens', most: 150n })
    const ledger = open([limit({ most: 0n }), tokens])
    const one = call(who)
    expect(await ledger.reserve(one, estimate(null))).toBeNull()
    await ledger.settle(one.id, end(null))
    expect(await row(one.id)).toMatchObject({ cost_usd: null, input_tokens: 60 })
    expect(await budget(who.userId, 'day')).toMatchObject({ spent: 0, spentTokens: 90 })
    expect(await ledger.reserve(call(who), estimate(null))).toMatchObject({
      limit: tokens,
      isUsedUp: false,
    })
    expect(await ledger.reserve(call(who), estimate(cent, 0))).toMatchObject({
      limit: { unit: 'dollars' },
    })
  })

  it('puts the limit of one in the place of the limit for all', async () => {
    const who = caller()
    const ledger = open([
      limit({ most: cent }),
      limit({ subject: who.userId, most: dollar }),
      limit({ subject: 'somebody else', most: 0n }),
    ])
    expect(await ledger.reserve(call(who), estimate())).toBeNull()
    expect(await ledger.reserve(call(caller()), estimate())).toMatchObject({
      limit: { subject: null },
    })
  })

  it('keeps no call waiting that nothing could forbid, and writes it down all the same', async () => {
    const ledger = open([limit({ subject: 'somebody else' })])
    const one = call(caller())
    await database.sql.begin(async (tx) => {
      await tx`lock table model_calls in access exclusive mode`
      expect(await ledger.reserve(one, estimate())).toBeNull()
    })
    await ledger.settle(one.id, end(cent))
    expect(await row(one.id)).toMatchObject({ outcome: 'done', cost_usd: '0.010000000000' })
  })

  it('counts what was used before there was a limit', async () => {
    const who = caller()
    const one = call(who)
    const free = open([])
    await free.reserve(one, estimate())
    await free.settle(one.id, end(dollar))
    const ledger = open([limit({ period: 'month' })])
    expect(await ledger.reserve(call(who), estimate())).toMatchObject({ isUsedUp: true })
  })

  it('gives back what a process set aside that is gone, before it turns anybody away', async () => {
    const limits = [limit({ most: 2n * cent })]
    const who = caller()
    const gone = call(who)
    await open(limits, -1).reserve(gone, estimate())
    expect(await open(limits).reserve(call(who), estimate())).toBeNull()
    expect(await row(gone.id)).toMatchObject({ outcome: 'lost' })
    expect(await budget(who.userId, 'day')).toMatchObject({ reserved: 0.02, spent: 0 })
  })

  it('counts a call that was given up and comes back, and gives nothing back twice', async () => {
    const limits = [limit({ most: 2n * cent })]
    const who = caller()
    const slow = call(who)
    await open(limits, -1).reserve(slow, estimate())
    await open(limits).reserve(call(who), estimate())
    await open(limits).settle(slow.id, end(cent))
    await open(limits).settle(slow.id, end(cent))
    expect(await row(slow.id)).toMatchObject({ outcome: 'done' })
    expect(await budget(who.userId, 'day')).toMatchObject({ reserved: 0.02, spent: 0.01 })
  })

  it('gives back what expired once, however many ask at once', async () => {
    const limits = [limit({ scope: 'organisation', most: 10n * cent })]
    const organisationId = randomUUID()
    const some = () => call(caller({ organisationId }))
    const crashing = open(limits, -1)
    await Promise.all(Array.from({ length: 5 }, () => crashing.reserve(some(), estimate())))
    const ledger = open(limits)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ledger.reserve(some(), estimate())),
    )
    expect(answers.filter((reached) => reached === null)).toHaveLength(5)
    expect(await budget(organisationId, 'day')).toMatchObject({ reserved: 0.1, spent: 0 })
  })

  it('keeps names that Postgres could not', async () => {
    const who = caller({ userId: `a\0b${randomUUID()}` })
    const ledger = open([limit({ most: 3n * cent })])
    const one = call(who)
    expect(await ledger.reserve(one, estimate())).toBeNull()
    expect(await ledger.reserve(call(who), estimate())).not.toBeNull()
    await ledger.settle(one.id, end(cent))
    expect(await budget(who.userId.replace('\0', ''), 'day')).toMatchObject({ spent: 0.01 })
  })
})
