import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { ClaimedTurn, TurnStore } from '../core/turn-store.ts'
import type { IncomingMessage, Reply, ThreadId } from '../core/types.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { postgresTurns } from './turns.ts'

const leaseMs = 60_000
let names = 0

/** A thread of its own for every test, so that tests share a database and nothing else. */
function newThread(): ThreadId {
  names += 1
  return `fake:${names}`
}

function message(
  threadId: ThreadId,
  id: string,
  more: Partial<IncomingMessage> = {},
): IncomingMessage {
  return {
    id,
    channel: 'fake',
    organisation: { id: 'fake:org', name: 'Org' },
    roomId: threadId,
    threadId,
    author: { id: 'ann', name: 'Ann' },
    text: 'How does AAPL look?',
    addressed: true,
    sentAt: new Date('2026-01-05T12:00:00Z'),
    ...more,
  }
}

const reply: Reply = {
  text: 'It looks fine.',
  route: {
    project: 'stocks',
    intent: 'analysis',
    agents: ['technical'],
    symbols: ['AAPL'],
    period: null,
  },
  verdicts: [],
  evidence: [
    {
      id: 'e1',
      tool: 'stocks.prices',
      arguments: { symbol: 'AAPL' },
      source: 'csv:AAPL.csv',
      asOf: '2017-12-29',
      fetchedAt: '2026-01-05T12:00:00.000Z',
      freshness: 'stale',
      values: { volume: 25_999_922, close: 169.23, name: null },
      units: { close: 'USD' },
    },
  ],
  choices: [{ label: 'Why?', text: 'why?' }],
  usage: [{ provider: 'openai', model: 'm', inputTokens: 3, outputTokens: 4, estimated: false }],
  timings: { total: 12.5 },
}

describe.each(databaseKinds())('turns on %s', (kind) => {
  let database: Database
  let turns: TurnStore

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
  })
  afterAll(() => database.close())

  async function claimIn(
    threadId: ThreadId,
    owner = 'me',
    forMs = leaseMs,
  ): Promise<ClaimedTurn | null> {
    const [one] = await turns.claim(owner, forMs, { channels: ['fake'], threadId })
    return one ?? null
  }

  async function claimed(threadId: ThreadId): Promise<ClaimedTurn> {
    const turn = await claimIn(threadId)
    if (!turn) throw new Error('nothing to claim')
    return turn
  }

  it('stores a message once, however often and however simultaneously it is delivered', async () => {
    const threadId = newThread()
    const received = await Promise.all(
      Array.from({ length: 5 }, () => turns.receive(message(threadId, 'm1'))),
    )
    expect(new Set(received).size).toBe(1)
    expect(await turns.thread(threadId, 10)).toHaveLength(1)
  })

  it('tells the same message id in two rooms and two organisations apart', async () => {
    const [one, two] = [newThread(), newThread()]
    const elsewhere = { organisation: { id: 'fake:other', name: 'Other' } }
    const ids = [
      await turns.receive(message(one, 'same')),
      await turns.receive(message(two, 'same')),
      await turns.receive(message(one, 'same', elsewhere)),
    ]
    expect(new Set(ids).size).toBe(3)
  })

  it('keeps text that Postgres would refuse, and takes names for text', async () => {
    const threadId = newThread()
    const text = "a\0b \uD800 '; drop table turns; --"
    const turnId = await turns.receive(message(threadId, 'm1', { text }))
    expect((await turns.find(turnId))?.message.text).toBe("ab \uFFFD '; drop table turns; --")
  })

  it('hands out the turns of a thread one at a time and in order', async () => {
    const threadId = newThread()
    for (const id of ['m1', 'm2', 'm3']) await turns.receive(message(threadId, id))
    const order: string[] = []
    for (let at = 0; at < 3; at += 1) {
      const { turn, lease } = await claimed(threadId)
      expect(await claimIn(threadId, 'another')).toBeNull()
      order.push(turn.message.id)
      await turns.end(lease, turn.id, { outcome: 'done' })
    }
    expect(order).toEqual(['m1', 'm2', 'm3'])
    expect(await claimIn(threadId)).toBeNull()
  })

  it('gives no thread to two runners that ask at once', async () => {
    const threads = Array.from({ length: 6 }, newThread)
    for (const threadId of threads) await turns.receive(message(threadId, 'm1'))
    const scope = { channels: ['fake'] }
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, at) => turns.claim(`runner ${at}`, leaseMs, scope)),
    )
    const taken = all.flat().map(({ turn }) => turn.threadId)
    expect(new Set(taken).size).toBe(taken.length)
    for (const { lease, turn } of all.flat()) await turns.end(lease, turn.id, { outcome: 'done' })
  })

  it('claims only what is on the channels that the runner speaks', async () => {
    const threadId = newThread()
    await turns.receive(message(threadId, 'm1'))
    expect(await turns.claim('me', leaseMs, { channels: ['slack'], threadId })).toEqual([])
    expect(await turns.claim('me', leaseMs, { channels: [], threadId })).toEqual([])
  })

  it('says who asks', async () => {
    const [one, two] = [newThread(), newThread()]
    await turns.receive(message(one, 'm1'))
    await turns.receive(message(two, 'm1'))
    const [first, second] = [await claimed(one), await claimed(two)]
    expect(first.principal).toMatchObject({ name: 'Ann', organisationId: 'fake:org' })
    expect(second.principal.userId).toBe(first.principal.userId)
  })

  it('gives a turn to another runner once the lease has run out, with a higher fence', async () => {
    const threadId = newThread()
    await turns.receive(message(threadId, 'm1'))
    const dead = await claimIn(threadId, 'dead', -1)
    const heir = await claimIn(threadId, 'heir')
    expect(heir?.turn.id).toBe(dead?.turn.id)
    expect(heir?.attempt).toBe(2)
    expect(heir?.lease.fence).toBeGreaterThan(dead?.lease.fence ?? Infinity)
  })

  it('lets a runner that lost its lease write nothing more', async () => {
    const threadId = newThread()
    await turns.receive(message(threadId, 'm1'))
    const late = await claimIn(threadId, 'late', -1)
    if (!late) throw new Error('nothing to claim')
    const heir = await claimed(threadId)
    const id = late.turn.id
    const post = { part: 0, postId: 'p', shown: 'x' }
    await turns.beforePost(heir.lease, id, post)
    const writes = [
      () => turns.renew(late.lease, leaseMs),
      () => turns.keepReply(late.lease, id, reply),
      () => turns.beforePost(late.lease, id, post),
      () => turns.afterPost(late.lease, id, post),
      () => turns.postpone(late.lease, id, 0),
      () => turns.handOver(late.lease, id),
      () => turns.end(late.lease, id, { outcome: 'done' }),
    ]
    for (const write of writes) await expect(write()).rejects.toMatchObject({ code: 'conflict' })
    await turns.end(heir.lease, id, { outcome: 'done' })
    expect((await turns.find(id))?.reply).toBeNull()
  })

  it('takes back at boot what an earlier life of the same owner held', async () => {
    const threadId = newThread()
    await turns.receive(message(threadId, 'm1'))
    await claimIn(threadId, 'embedded')
    await turns.releaseAll('embedded')
    expect((await claimIn(threadId, 'embedded'))?.attempt).toBe(2)
  })

  it('keeps reply, evidence and usage as they were, values in their order', async () => {
    const threadId = newThread()
    await turns.receive(message(threadId, 'm1'))
    const { lease, turn } = await claimed(threadId)
    await turns.keepReply(lease, turn.id, reply)
    await turns.end(lease, turn.id, { outcome: 'done' })
    const kept = await turns.find(turn.id)
    expect(kept).toMatchObject({ state: 'done', reply })
    expect(Object.keys(kept?.reply?.evidence[0]?.values ?? {})).toEqual(['volume', 'close', 'name'])
    const [used] = await database.sql`select count(*)::int from usage where turn_id = ${turn.id}`
    expect(used).toEqual({ count: 1 })
  })

  it('keeps the first reply of a turn and no second', async () => {
    const threadId = newThread()
    await turns.receive(message(threadId, 'm1'))
    const { lease, turn } = await claimed(threadId)
    await turns.keepReply(lease, turn.id, reply)
    await turns.keepReply(lease, turn.id, { ...reply, text: 'Another.' })
    expect((await turns.find(turn.id))?.reply).toEqual(reply)
  })

  it('remembers posts, made and not yet known to be made', async () => {
    const threadId = newThread()
    await turns.receive(message(threadId, 'm1'))
    const { lease, turn } = await claimed(threadId)
    await turns.beforePost(lease, turn.id, { part: 0, postId: null, shown: 'a' })
    await turns.afterPost(lease, turn.id, { part: 0, postId: 'p0', shown: 'a' })
    await turns.beforePost(lease, turn.id, { part: 0, postId: null, shown: 'ab' })
    await turns.beforePost(lease, turn.id, { part: 1, postId: null, shown: 'c' })
    expect([...(await turns.posts(turn.id))]).toEqual([
      { part: 0, postId: 'p0', shown: 'ab' },
      { part: 1, postId: null, shown: 'c' },
    ])
  })

  it('lets a postponed turn wait, and the turns behind it with it', async () => {
    const threadId = newThread()
    await turns.receive(message(threadId, 'm1'))
    await turns.receive(message(threadId, 'm2'))
    const { lease, turn } = await claimed(threadId)
    await turns.postpone(lease, turn.id, 60_000)
    expect(await claimIn(threadId)).toBeNull()
  })

  it('does not count a turn that was handed over as tried', async () => {
    const threadId = newThread()
    await turns.receive(message(threadId, 'm1'))
    const { lease, turn } = await claimed(threadId)
    await turns.handOver(lease, turn.id)
    expect((await claimed(threadId)).attempt).toBe(1)
  })

  it('stops a waiting turn at once, asks a running one, and leaves an ended one alone', async () => {
    const threadId = newThread()
    const running = await turns.receive(message(threadId, 'm1'))
    const waiting = await turns.receive(message(threadId, 'm2'))
    const { lease } = await claimed(threadId)
    expect(await turns.renew(lease, leaseMs)).toBe(false)
    expect(await turns.requestStop(waiting)).toBe('stopped')
    expect(await turns.requestStop(running)).toBe('asked')
    expect(await turns.renew(lease, leaseMs)).toBe(true)
    await turns.end(lease, running, { outcome: 'stopped', failure: 'Stopped.' })
    expect(await turns.requestStop(running)).toBeNull()
    expect(await claimIn(threadId)).toBeNull()
  })

  it('lists all turns of a thread, ended and waiting, oldest first', async () => {
    const threadId = newThread()
    for (const id of ['m1', 'm2', 'm3']) await turns.receive(message(threadId, id))
    const { lease, turn } = await claimed(threadId)
    await turns.end(lease, turn.id, { outcome: 'done' })
    const listed = (await turns.thread(threadId, 10)).map((each) => each.message.id)
    expect(listed).toEqual(['m1', 'm2', 'm3'])
  })
})
