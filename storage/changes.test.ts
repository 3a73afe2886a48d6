import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { ClaimedTurn, TurnStore } from '../core/turn-store.ts'
import type { IncomingMessage, Reply } from '../core/types.ts'
import { postgresCheckpoints } from './checkpoints.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { postgresTurns } from './turns.ts'

const leaseMs = 60_000
let threads = 0

/** A message of the thread that the test is about. */
function message(id: string, text = 'How does AAPL look?'): IncomingMessage {
  return {
    id,
    channel: 'fake',
    organisation: { id: 'fake:org', name: 'Org' },
    roomId: `${threads}`,
    threadId: `fake:${threads}`,
    author: { id: 'ann', name: 'Ann' },
    text,
    addressed: true,
    sentAt: new Date('2026-01-05T12:00:00Z'),
  }
}

const reply: Reply = {
  text: 'It looks fine.',
  route: { project: 'p', intent: 'i', agents: [], symbols: [], period: null },
  verdicts: [],
  evidence: [
    {
      id: 'e1',
      tool: 'stocks.prices',
      arguments: {},
      source: 'test',
      asOf: '2026-01-02',
      fetchedAt: '2026-01-05T12:00:00.000Z',
      freshness: 'closed',
      values: { close: 1 },
      units: {},
    },
  ],
  choices: [],
  usage: [{ provider: 'openai', model: 'm', inputTokens: 3, outputTokens: 4, estimated: false }],
  timings: {},
}

describe.each(databaseKinds())('a message that changes on %s', (kind) => {
  let database: Database
  let turns: TurnStore

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
  })
  afterAll(() => database.close())

  async function claim(owner = 'me'): Promise<ClaimedTurn> {
    const scope = { channels: ['fake'], threadId: `fake:${threads}` } as const
    const [claimed] = await turns.claim(owner, leaseMs, scope)
    if (!claimed) throw new Error('nothing to claim')
    return claimed
  }

  /** Those messages in a thread of their own, the first so many of them answered. */
  async function thread(ids: readonly string[], answered: number): Promise<string[]> {
    threads += 1
    const received = []
    for (const id of ids) received.push(await turns.receive(message(id)))
    for (let at = 0; at < answered; at += 1) {
      const { lease, turn } = await claim()
      await turns.beforePost(lease, turn.id, { part: 0, postId: null, shown: reply.text })
      await turns.afterPost(lease, turn.id, { part: 0, postId: 'p0', shown: reply.text })
      await turns.keepReply(lease, turn.id, reply)
      await turns.end(lease, turn.id, { outcome: 'done' })
    }
    return received
  }

  async function usedBy(turnId: string | undefined): Promise<unknown> {
    const [row] = await database.sql`select count(*) from usage where turn_id = ${turnId ?? ''}`
    return row?.['count']
  }

  async function evidenceOf(turnId: string | undefined): Promise<unknown> {
    const [row] = await database.sql`select evidence from turns where id = ${turnId ?? ''}`
    return row?.['evidence']
  }

  it('is answered anew in its new words, where it was answered before', async () => {
    const [id] = await thread(['m1'], 1)
    expect(await turns.edit(message('m1', 'And MSFT?'))).toBe(id)
    const { turn, attempt, isWithdrawn } = await claim()
    expect(turn).toMatchObject({ id, reply: null, message: { text: 'And MSFT?' } })
    expect([attempt, isWithdrawn, await evidenceOf(id)]).toEqual([1, false, null])
    expect(await turns.posts(turn.id)).toEqual([{ part: 0, postId: 'p0', shown: '' }])
    expect(await usedBy(id)).toBe(1)
  })

  it('is left alone when it says what it said, or is not known', async () => {
    const [id] = await thread(['m1'], 1)
    expect(await turns.edit(message('m1'))).toBeNull()
    expect(await turns.edit(message('m2'))).toBeNull()
    expect(await turns.withdraw(message('m2'))).toBeNull()
    expect((await turns.find(id ?? ''))?.state).toBe('done')
  })

  it('comes before those that wait behind it', async () => {
    await thread(['m1', 'm2'], 1)
    await turns.edit(message('m1', 'And MSFT?'))
    expect((await claim()).turn.message.id).toBe('m1')
  })

  it.each(['edit', 'withdraw'] as const)('is lost (%s) by whoever runs it', async (verb) => {
    const [id = ''] = await thread(['m1'], 0)
    const old = await claim('old')
    const checkpoints = postgresCheckpoints(database.sql)
    await checkpoints.append(id, Buffer.from('page'))
    await turns[verb](message('m1', 'And MSFT?'))
    const post = { part: 0, postId: 'p', shown: 'late' }
    const writes = [
      () => turns.renew(old.lease, leaseMs),
      () => turns.beforePost(old.lease, id, post),
      () => turns.afterPost(old.lease, id, post),
      () => turns.keepReply(old.lease, id, reply),
      () => turns.end(old.lease, id, { outcome: 'done' }),
    ]
    for (const write of writes) await expect(write()).rejects.toMatchObject({ code: 'conflict' })
    expect(await checkpoints.read(id)).toEqual([])
    // What it is posting just now it posts before anybody looks for it.
    await expect(claim('heir')).rejects.toThrow('nothing to claim')
    await turns.letGo(old.lease)
    const heir = await claim('heir')
    expect(heir.lease.fence).toBeGreaterThan(old.lease.fence)
    await turns.letGo(old.lease)
    await turns.end(heir.lease, id, { outcome: 'done' })
  })

  it('takes nothing from another turn of the thread that runs meanwhile', async () => {
    const [, second = ''] = await thread(['m1', 'm2'], 1)
    const { lease } = await claim()
    await turns.edit(message('m1', 'And MSFT?'))
    expect(await turns.renew(lease, leaseMs)).toBe(false)
    await turns.end(lease, second, { outcome: 'done' })
    expect((await claim()).turn.message.id).toBe('m1')
  })

  it('is gone when it was taken back, with what was said of it, and stays so', async () => {
    const [id = ''] = await thread(['m1', 'm2'], 1)
    expect(await evidenceOf(id)).not.toBeNull()
    expect(await turns.withdraw(message('m1'))).toBe(id)
    expect(await turns.find(id)).toMatchObject({ reply: null, message: { text: '' } })
    expect(await evidenceOf(id)).toBeNull()
    const { lease, turn, isWithdrawn } = await claim()
    expect([turn.id, isWithdrawn]).toEqual([id, true])
    await turns.end(lease, id, { outcome: 'withdrawn' })

    expect(await turns.receive(message('m1'))).toBe(id)
    expect(await turns.edit(message('m1', 'And MSFT?'))).toBeNull()
    expect(await turns.withdraw(message('m1'))).toBeNull()
    expect((await turns.find(id))?.state).toBe('withdrawn')
    const next = await claim()
    expect((await turns.history(next.turn.id, 10)).turns).toEqual([])
  })

  it('makes a summary begin anew that speaks of it, and no other', async () => {
    const [first = ''] = await thread(['m1', 'm2', 'm3'], 2)
    const { lease, turn } = await claim()
    await turns.summarise(lease, first, 'm1 was fine')
    await turns.edit(message('m2', 'And MSFT?'))
    expect(await turns.history(turn.id, 10)).toEqual({ summary: 'm1 was fine', turns: [] })
    await turns.withdraw(message('m1'))
    expect(await turns.history(turn.id, 10)).toEqual({ summary: '', turns: [] })
  })
})
