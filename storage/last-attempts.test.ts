import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type ClaimedTurn, mostAttempts, type TurnStore } from '../core/turn-store.ts'
import type { ThreadId } from '../core/types.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { postgresTurns } from './turns.ts'

describe.each(databaseKinds())('turns on their last attempt, on %s', (kind) => {
  let database: Database
  let turns: TurnStore

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database.sql)
    for (const name of ['one', 'two']) await triedBefore(`last:${name}`)
  })
  afterAll(() => database.close())

  /** A turn whose process died every time but the last that it may be tried. */
  async function triedBefore(threadId: ThreadId): Promise<void> {
    await say(threadId)
    for (let life = 1; life < mostAttempts; life += 1) {
      await turns.claim('dead', -1, { channels: ['last'], threadId })
    }
  }

  function say(threadId: ThreadId) {
    return turns.receive({
      id: 'm1',
      channel: 'last',
      organisation: { id: 'last:org', name: 'Org' },
      roomId: threadId,
      threadId,
      author: { id: 'ann', name: 'Ann' },
      text: 'Hello',
      addressed: true,
      sentAt: new Date(),
    })
  }

  async function claim(owner: string, mayBeLast = true): Promise<ClaimedTurn | undefined> {
    const scope = { channels: ['last'], most: 4, mayBeLast }
    const [claimed, ...others] = await turns.claim(owner, 60_000, scope)
    expect(others).toEqual([])
    return claimed
  }

  it('are run one at a time by an owner, while others take the next', async () => {
    const first = await claim('me')
    expect(first?.attempt).toBe(mostAttempts)
    expect(await claim('me', false)).toBeUndefined()
    await say('last:fresh')
    expect((await claim('me', false))?.turn.threadId).toBe('last:fresh')
    const second = await claim('another')
    expect(second?.attempt).toBe(mostAttempts)
    expect(second?.turn.id).not.toBe(first?.turn.id)
  })

  it('are not reached by being slow: who lost a lease and lives says so', async () => {
    const threadId = 'last:survived'
    await say(threadId)
    const scope = { channels: ['last'], threadId } as const
    for (let times = 0; times < 2 * mostAttempts; times += 1) {
      const [slow] = await turns.claim('slow', -1, scope)
      const [next] = await turns.claim('next', -1, scope)
      if (!slow || !next) throw new Error('there was nothing to claim')
      expect(next.attempt).toBe(2)
      await turns.survived(slow.lease, slow.turn.id)
      await turns.handOver(next.lease, next.turn.id)
    }
  })

  it('are given up only when their process has been silent for long, or has let go', async () => {
    await say('last:slow')
    const threadId = 'last:slow'
    for (let life = 1; life <= mostAttempts; life += 1) {
      await turns.claim('slow', -1, { channels: ['last'], threadId })
    }
    const scope = { channels: ['last'], threadId } as const
    expect(await turns.claim('patient', 60_000, scope)).toEqual([])
    await turns.releaseAll('slow')
    const [claimed] = await turns.claim('patient', 60_000, scope)
    expect(claimed?.attempt).toBe(mostAttempts + 1)
  })
})
