import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Lease, TurnStore } from '../core/turn-store.ts'
import type { Evidence, Reply, TurnId, Verdict } from '../core/types.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { testMessage } from './test-message.ts'
import { postgresTurns } from './turns.ts'

const prices: Evidence = {
  id: 'e1',
  tool: 'stocks.prices',
  arguments: { symbol: 'AAPL', period: null },
  source: 'csv:AAPL.csv',
  asOf: '2017-12-29',
  fetchedAt: '2026-01-05T12:00:00.000Z',
  freshness: 'stale',
  values: { volume: 25_999_922, close: 169.23, name: 'Äpfel “A”', gone: null, low: 1e-7 },
  units: { close: 'USD', spread: 'USD' },
}

const rating: Evidence = {
  ...prices,
  id: 'e2',
  tool: 'stocks.recommendation',
  source: 'computed from e1',
  values: { rating: 'hold', votes: 3 },
  units: { votes: 'count' },
}

function verdictOn(evidence: Evidence): Verdict {
  return {
    analyst: 'recommendation',
    symbol: 'AAPL',
    rating: 'hold',
    confidence: 0.5,
    coverage: '3 of 3 analysts',
    changes: [],
    risks: [],
    evidence,
  }
}

const reply: Reply = {
  text: 'It looks fine.',
  route: { project: 'stocks', intent: 'analysis', agents: [], symbols: ['AAPL'], period: null },
  verdicts: [verdictOn({ ...rating }), verdictOn({ ...prices, id: 'e2', values: {} })],
  evidence: [prices, rating],
  choices: [],
  usage: [],
  timings: {},
}

describe.each(databaseKinds())('a reply that is kept on %s', (kind) => {
  let database: Database
  let turns: TurnStore
  let threads = 0

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
  })
  afterAll(() => database.close())

  async function running(): Promise<{ lease: Lease; id: TurnId }> {
    threads += 1
    const threadId = `fake:${threads}` as const
    await turns.receive(testMessage({ threadId, roomId: threadId, text: 'How does AAPL look?' }))
    const [claimed] = await turns.claim('me', 60_000, { channels: ['fake'], threadId })
    if (!claimed) throw new Error('nothing to claim')
    return { lease: claimed.lease, id: claimed.turn.id }
  }

  async function kept(whole: Reply): Promise<TurnId> {
    const { lease, id } = await running()
    await turns.keepReply(lease, id, whole)
    await turns.end(lease, id, { outcome: 'done' })
    return id
  }

  it('comes back whole, with all that stands behind it', async () => {
    const found = (await turns.find(await kept(reply)))?.reply
    expect(found).toEqual(reply)
    const names = found?.evidence.map(({ values }) => Object.keys(values))
    expect(names).toEqual([Object.keys(prices.values), Object.keys(rating.values)])
    expect(JSON.parse(JSON.stringify(found))).toEqual(reply)
  })

  it('comes back with its charts, and forgets them with its words', async () => {
    const spec = { days: [17_529], close: [169.23, null], name: 'Äpfel' }
    const about = { project: 'stocks', kind: 'price', title: 'AAPL', alt: 'A line.', spec }
    const whole = { ...reply, charts: [{ id: 'one', ...about }] }
    const id = await kept(whole)
    expect((await turns.find(id))?.reply).toEqual(whole)
    await database.sql`update turns set reply = null where id = ${id}`
    expect(await database.sql`select charts from turns where id = ${id}`).toMatchObject([
      { charts: null },
    ])
  })

  it('is one without evidence when it had none', async () => {
    const bare = { ...reply, verdicts: [], evidence: [] }
    expect((await turns.find(await kept(bare)))?.reply).toEqual(bare)
  })

  it('has the evidence that an earlier release kept in rows', async () => {
    const { sql } = database
    const id = await kept({ ...reply, verdicts: [], evidence: [] })
    await sql`update turns set reply = ${JSON.stringify(withoutEvidence())}::text::json where id = ${id}`
    for (const [position, one] of reply.evidence.entries()) {
      await sql`
        insert into evidence (turn_id, position, id, tool, arguments, source, as_of, fetched_at,
          freshness, facts, units)
        values (${id}, ${position}, ${one.id}, ${one.tool},
          ${JSON.stringify(one.arguments)}::text::json, ${one.source}, ${one.asOf},
          ${one.fetchedAt}, ${one.freshness}, ${JSON.stringify(one.values)}::text::json,
          ${JSON.stringify(one.units)}::text::json)`
    }
    expect((await turns.find(id))?.reply).toEqual(reply)
  })

  it('is forgotten with its evidence by an earlier release too', async () => {
    const id = await kept(reply)
    await database.sql`update turns set reply = null where id = ${id}`
    const [left] = await database.sql`select evidence from turns where id = ${id}`
    expect(left).toEqual({ evidence: null })
  })

  it('makes what its posts showed superfluous; what a failed turn showed is kept', async () => {
    const { sql } = database
    const post = { part: 0, postId: 'p0', shown: 'It looks' }
    const ends = ['done', 'failed'] as const
    const shown = ends.map(async (outcome) => {
      const { lease, id } = await running()
      await turns.beforePost(lease, id, post)
      await turns.afterPost(lease, id, post)
      await turns.end(lease, id, { outcome })
      return (await sql`select shown from posts where turn_id = ${id}`)[0]?.['shown']
    })
    expect(await Promise.all(shown)).toEqual(['', 'It looks'])
  })
})

function withoutEvidence(): Omit<Reply, 'evidence'> {
  const { evidence: _, ...rest } = reply
  return rest
}
