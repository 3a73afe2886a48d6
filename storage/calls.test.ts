import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CallStore } from '../core/call-store.ts'
import type { Lease, TurnStore } from '../core/turn-store.ts'
import type { IncomingMessage, Reply, Stake, Verdict } from '../core/types.ts'
import { postgresCalls } from './calls.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { postgresTurns } from './turns.ts'

const organisation = 'fake:org'
const due = { horizonDays: 20, calledFrom: '2026-01-01', calledTo: '2026-01-31', most: 10 }

describe.each(databaseKinds())('calls on %s', (kind) => {
  let database: Database
  let turns: TurnStore
  let calls: CallStore

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
  })
  afterAll(() => database.close())

  /** A project of its own for every test: its calls are not those of the others. */
  function begin(): string {
    const project = `p${randomUUID()}`
    calls = postgresCalls(database.sql, project)
    return project
  }

  async function asked(organisationId = organisation) {
    const message = questionOf(organisationId)
    await turns.receive(message)
    const { threadId } = message
    const [claimed] = await turns.claim('me', 60_000, { channels: ['fake'], threadId })
    if (!claimed) throw new Error('nothing to claim')
    return { message, lease: claimed.lease, id: claimed.turn.id }
  }

  async function told(project: string, verdicts: readonly Verdict[], organisationId?: string) {
    const turn = await asked(organisationId)
    await turns.keepReply(turn.lease, turn.id, replyOf(project, verdicts))
    return turn
  }

  it('are kept with the reply that gives them, with price and day', async () => {
    const project = begin()
    const { id } = await told(project, [verdictOn('AAPL', {}), verdictOn('TSLA', {}, 'sell')])
    expect(await calls.latest(organisation, ['AAPL', 'MSFT'])).toEqual([
      {
        turnId: id,
        symbol: 'AAPL',
        rating: 'buy',
        score: 0.25,
        confidence: 0.6,
        price: 169.23,
        currency: 'USD',
        calledOn: '2026-01-05',
        isDemo: false,
      },
    ])
    expect(await calls.counts(organisation, null)).toMatchObject({ calls: 2, demoCalls: 0 })
  })

  it('are made once, however often the turn is run', async () => {
    const project = begin()
    const { lease, id } = await told(project, [verdictOn('AAPL', {})])
    await turns.keepReply(lease, id, replyOf(project, [verdictOn('AAPL', { score: 0.9 })]))
    expect(await calls.due(due)).toHaveLength(1)
    expect(await calls.latest(organisation, ['AAPL'])).toMatchObject([{ score: 0.25 }])
  })

  it('are not made by a runner that lost its lease', async () => {
    const project = begin()
    const { lease, id } = await asked()
    const older: Lease = { ...lease, fence: lease.fence - 1 }
    const late = turns.keepReply(older, id, replyOf(project, [verdictOn('AAPL', {})]))
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    expect(await calls.latest(organisation, ['AAPL'])).toEqual([])
  })

  it('go with a question that is taken back', async () => {
    const project = begin()
    const { message } = await told(project, [verdictOn('AAPL', {})])
    await turns.withdraw(message)
    expect(await calls.latest(organisation, ['AAPL'])).toEqual([])
  })

  it('of others are nobody’s business, nor is a verdict without a price a call', async () => {
    const project = begin()
    const { call: _none, ...unpriced } = verdictOn('TSLA', {})
    await told(project, [verdictOn('AAPL', {})], 'fake:other')
    await told(project, [unpriced])
    expect(await calls.counts(organisation, null)).toMatchObject({ calls: 0 })
    expect(await calls.latest(organisation, ['AAPL', 'TSLA'])).toEqual([])
  })

  it('count once a symbol and day, and those on synthetic data apart', async () => {
    const project = begin()
    await told(project, [verdictOn('AAPL', {})])
    await told(project, [verdictOn('AAPL', {})])
    await told(project, [verdictOn('AAPL', { calledOn: '2026-01-06' })])
    await told(project, [verdictOn('MSFT', { isDemo: true })])
    expect(await calls.counts(organisation, null)).toEqual({
      calls: 2,
      demoCalls: 1,
      firstCalledOn: '2026-01-05',
    })
    expect(await calls.counts(organisation, ['MSFT'])).toMatchObject({ calls: 0, demoCalls: 1 })
    expect(await calls.due(due)).toHaveLength(3)
  })

  it('are due within their days, those that were tried longest ago first', async () => {
    const project = begin()
    await told(project, [verdictOn('AAPL', {})])
    await told(project, [verdictOn('OLD', { calledOn: '2025-12-31' })])
    await told(project, [verdictOn('NEW', { calledOn: '2026-02-01' })])
    await told(project, [verdictOn('TSLA', { calledOn: '2026-01-07' })])
    const first = await calls.due({ ...due, most: 1 })
    expect(first.map(({ symbol }) => symbol)).toEqual(['AAPL'])
    await calls.noteTried(first)
    expect((await calls.due(due)).map(({ symbol }) => symbol)).toEqual(['TSLA', 'AAPL'])
  })

  it('are scored once, and shown once a symbol, day and horizon', async () => {
    const project = begin()
    const { id: turnId } = await told(project, [verdictOn('AAPL', {})])
    const again = await told(project, [verdictOn('AAPL', {})])
    const score = {
      turnId,
      symbol: 'AAPL',
      horizonDays: 20,
      scoredOn: '2026-02-03',
      changePercent: 4.5,
      benchmark: '^GSPC',
      benchmarkChangePercent: 1.25,
    }
    await calls.score([score, { ...score, turnId: again.id }])
    await calls.score([
      { ...score, changePercent: 99 },
      { ...score, turnId: randomUUID() },
    ])
    expect(await calls.scored(organisation, null)).toEqual([
      {
        symbol: 'AAPL',
        rating: 'buy',
        calledOn: '2026-01-05',
        horizonDays: 20,
        changePercent: 4.5,
        benchmarkChangePercent: 1.25,
      },
    ])
    expect(await calls.due(due)).toEqual([])
    expect(await calls.due({ ...due, horizonDays: 60 })).toHaveLength(2)
  })
})

let messages = 0

function questionOf(organisationId: string): IncomingMessage {
  messages += 1
  return {
    id: `m${messages}`,
    channel: 'fake',
    organisation: { id: organisationId, name: 'Org' },
    roomId: 'room',
    threadId: `fake:${messages}`,
    author: { id: 'ann', name: 'Ann' },
    text: 'How does AAPL look?',
    addressed: true,
    sentAt: new Date('2026-01-05T12:00:00Z'),
  }
}

function verdictOn(symbol: string, stake: Partial<Stake>, rating = 'buy'): Verdict {
  return {
    analyst: 'recommendation',
    symbol,
    rating,
    confidence: 0.6,
    coverage: '3 of 3 analysts',
    changes: [],
    risks: [],
    evidence: {
      id: 'e1',
      tool: 'stocks.recommendation',
      arguments: { symbol },
      source: 'computed',
      asOf: '2026-01-05',
      fetchedAt: '2026-01-05T12:00:00.000Z',
      freshness: 'closed',
      values: { rating },
      units: {},
    },
    call: {
      score: 0.25,
      price: 169.23,
      currency: 'USD',
      calledOn: '2026-01-05',
      isDemo: false,
      ...stake,
    },
  }
}

function replyOf(project: string, verdicts: readonly Verdict[]): Reply {
  return {
    text: 'It looks fine.',
    route: { project, intent: 'analysis', agents: [], symbols: [], period: null },
    verdicts,
    evidence: [],
    choices: [],
    usage: [],
    timings: {},
  }
}
