import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { ClaimedTurn, History, Outcome, TurnStore } from '../core/turn-store.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { postgresTurns } from './turns.ts'

describe.each(databaseKinds())('the history of a thread on %s', (kind) => {
  let database: Database
  let turns: TurnStore
  let threads = 0

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
  })
  afterAll(() => database.close())

  /** A thread in which those outcomes followed one another, and then one more message, which is running. */
  async function running(outcomes: readonly Outcome[]): Promise<ClaimedTurn> {
    threads += 1
    for (let at = 0; at <= outcomes.length; at += 1) await say(`m${at}`)
    for (const outcome of outcomes) {
      const { lease, turn } = await claim()
      await turns.end(lease, turn.id, { outcome })
    }
    return claim()
  }

  function say(id: string) {
    return turns.receive({
      id,
      channel: 'fake',
      organisation: { id: 'fake:org', name: 'Org' },
      roomId: `${threads}`,
      threadId: `fake:${threads}`,
      author: { id: 'ann', name: 'Ann' },
      text: 'How does AAPL look?',
      addressed: true,
      sentAt: new Date('2026-01-05T12:00:00Z'),
    })
  }

  async function claim(leaseMs = 60_000): Promise<ClaimedTurn> {
    const scope = { channels: ['fake'], threadId: `fake:${threads}` } as const
    const [claimed] = await turns.claim('me', leaseMs, scope)
    if (!claimed) throw new Error('nothing to claim')
    return claimed
  }

  const ids = (history: History) => history.turns.map(({ message }) => message.id)

  it('is empty before the first turn', async () => {
    const { turn } = await running([])
    expect(await turns.history(turn.id, 10)).toEqual({ summary: '', turns: [] })
  })

  it('is all that ended before a turn, oldest first, and nothing after it', async () => {
    const { turn } = await running(['done', 'failed', 'stopped'])
    await say('later')
    expect(ids(await turns.history(turn.id, 10))).toEqual(['m0', 'm1', 'm2'])
    expect(ids(await turns.history(turn.id, 2))).toEqual(['m0', 'm1'])
  })

  it('begins after what its summary covers', async () => {
    const { lease, turn } = await running(['done', 'done', 'done'])
    const { turns: all } = await turns.history(turn.id, 10)
    await turns.summarise(lease, all[1]?.id ?? '', 'two turns\0')
    const history = await turns.history(turn.id, 10)
    expect(history.summary).toBe('two turns')
    expect(ids(history)).toEqual(['m2'])
    await turns.summarise(lease, all[2]?.id ?? '', 'all three')
    expect(await turns.history(turn.id, 10)).toEqual({ summary: 'all three', turns: [] })
  })

  it('is summed up by whoever has the lease, and by nobody who lost it', async () => {
    const { lease, turn } = await running(['done'])
    const [first] = (await turns.history(turn.id, 10)).turns
    await turns.handOver(lease, turn.id)
    await claim()
    const late = turns.summarise(lease, first?.id ?? '', 'too late')
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    expect(await turns.history(turn.id, 10)).toMatchObject({ summary: '', turns: [{}] })
  })
})
