import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mostAttempts, type TurnStore } from '../core/turn-store.ts'
import type { ThreadId } from '../core/types.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { testMessage } from './test-message.ts'
import { postgresTurns } from './turns.ts'

describe.each(databaseKinds())('turns on their last attempt, on %s', (kind) => {
  let database: Database
  let turns: TurnStore

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
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
    return turns.receive(testMessage({ channel: 'last', threadId, roomId: threadId }))
  }

  async function claim(owner: string, triedAtMost = 9): Promise<readonly string[]> {
    const scope = { channels: ['last'], most: 4, triedAtMost }
    const claims = await turns.claim(owner, 60_000, scope)
    return claims.map(({ turn, attempt }) => `${turn.threadId} ${attempt}`)
  }

  it('are run one at a time, beside none but those that are new', async () => {
    await say('last:again')
    await turns.claim('dead', -1, { channels: ['last'], threadId: 'last:again' })
    await say('last:fresh')
    expect(await claim('me')).toEqual(['last:one 3', 'last:fresh 1'])
    expect(await claim('me', 0)).toEqual([])
    expect(await claim('another')).toEqual(['last:two 3'])
    expect(await claim('third', mostAttempts - 2)).toEqual(['last:again 2'])
  })

  it('wait for one that was tried before them, on its second attempt', async () => {
    await say('last:second')
    await turns.claim('dead', -1, { channels: ['last'], threadId: 'last:second' })
    await triedBefore('last:third')
    expect(await claim('me')).toEqual(['last:second 2'])
    expect(await claim('another')).toEqual(['last:third 3'])
  })

  it('are not taken by the process that runs them', async () => {
    await say('last:mine')
    const scope = { channels: ['last'], threadId: 'last:mine' } as const
    expect(await turns.claim('me', -1, scope)).toHaveLength(1)
    expect(await turns.claim('me', -1, { ...scope, except: ['last:mine'] })).toEqual([])
    expect(await turns.claim('another', -1, { ...scope, except: ['last:one'] })).toHaveLength(1)
    await turns.claim('me', 60_000, scope)
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
