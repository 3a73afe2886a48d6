import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { ClaimedTurn, TurnStore } from '../core/turn-store.ts'
import type { Reply, ThreadId } from '../core/types.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { testMessage } from './test-message.ts'
import { postgresTurns } from './turns.ts'

const reply: Reply = {
  text: 'Fine.',
  route: { project: 'fake', intent: 'talk', agents: [], symbols: [], period: null },
  verdicts: [],
  evidence: [],
  choices: [],
  usage: [{ provider: 'fake', model: 'm', inputTokens: 3, outputTokens: 4, estimated: false }],
  timings: {},
}

/** A statement may be carried out and its answer lost; whoever does it again must not hear that it failed. */
describe.each(databaseKinds())('what is done again on %s', (kind) => {
  let database: Database
  let turns: TurnStore
  let names = 0

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
  })
  afterAll(() => database.close())

  async function claimed(): Promise<ClaimedTurn> {
    const threadId: ThreadId = `fake:${(names += 1)}`
    await turns.receive(testMessage({ threadId, roomId: threadId }))
    return again(threadId)
  }

  async function again(threadId: ThreadId): Promise<ClaimedTurn> {
    const [turn] = await turns.claim('me', 60_000, { channels: ['fake'], threadId })
    if (!turn) throw new Error('nothing to claim')
    return turn
  }

  it('keeps a reply once', async () => {
    const { lease, turn } = await claimed()
    await turns.keepReply(lease, turn.id, reply)
    await turns.keepReply(lease, turn.id, reply)
    const [used] = await database.sql`select count(*)::int from usage where turn_id = ${turn.id}`
    expect(used).toEqual({ count: 1 })
  })

  it('ends a turn as it was ended, and in no other way', async () => {
    const { lease, turn } = await claimed()
    await turns.end(lease, turn.id, { outcome: 'done' })
    await turns.end(lease, turn.id, { outcome: 'done' })
    const otherwise = turns.end(lease, turn.id, { outcome: 'failed' })
    await expect(otherwise).rejects.toMatchObject({ code: 'conflict' })
    expect(await turns.find(turn.id)).toMatchObject({ state: 'done' })
  })

  it('hands a turn over once', async () => {
    const { lease, turn } = await claimed()
    await turns.handOver(lease, turn.id)
    await turns.handOver(lease, turn.id)
    expect((await again(turn.threadId)).attempt).toBe(1)
  })

  it('gives back what it holds, but for the threads that it runs', async () => {
    const [lost, running] = [await claimed(), await claimed()]
    await turns.releaseAll('me', [running.turn.threadId])
    expect((await again(lost.turn.threadId)).turn.id).toBe(lost.turn.id)
    await turns.end(running.lease, running.turn.id, { outcome: 'done' })
  })
})
