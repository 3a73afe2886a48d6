import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CheckpointStore } from '../core/checkpoint-store.ts'
import { AppError } from '../core/errors.ts'
import type { TurnStore } from '../core/turn-store.ts'
import type { TurnId } from '../core/types.ts'
import { postgresCheckpoints } from './checkpoints.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { postgresTurns } from './turns.ts'

const unknownTurn = '00000000-0000-4000-8000-000000000000'
let names = 0

describe.each(databaseKinds())('checkpoints on %s', (kind) => {
  let database: Database
  let turns: TurnStore
  let checkpoints: CheckpointStore

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
    checkpoints = postgresCheckpoints(database.sql)
  })
  afterAll(() => database.close())

  async function newTurn(): Promise<TurnId> {
    names += 1
    const turnId = await turns.receive({
      id: `m${names}`,
      channel: 'fake',
      organisation: { id: 'fake:org', name: 'Org' },
      roomId: 'room',
      threadId: `fake:${names}`,
      author: { id: 'ann', name: 'Ann' },
      text: 'How does AAPL look?',
      addressed: true,
      sentAt: new Date('2026-01-05T12:00:00Z'),
    })
    // Out of the inbox, as turns are that somebody runs.
    await turns.find(turnId)
    return turnId
  }

  const textsOf = async (turnId: TurnId) =>
    (await checkpoints.read(turnId)).map((page) => Buffer.from(page).toString('latin1'))

  const add = (turnId: TurnId, text: string) =>
    checkpoints.append(turnId, Buffer.from(text, 'latin1'))

  it('keeps every byte, and the order in which pages came', async () => {
    const turnId = await newTurn()
    const bytes = String.fromCodePoint(...Array.from({ length: 256 }, (_, byte) => byte))
    const texts = [bytes, '', 'last', ...Array.from({ length: 20 }, (_, at) => `${at}`)]
    await Promise.all(texts.map((text) => add(turnId, text)))
    await add(turnId, 'after')
    expect(await textsOf(turnId)).toEqual([...texts, 'after'])
  })

  it('keeps the pages of turns apart that are written at once', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, newTurn))
    await Promise.all(ids.flatMap((id) => [add(id, `${id} 1`), add(id, `${id} 2`)]))
    for (const id of ids) expect(await textsOf(id)).toEqual([`${id} 1`, `${id} 2`])
    expect(await checkpoints.turns()).toEqual(expect.arrayContaining(ids))
  })

  it('forgets one turn and no other', async () => {
    const [one, other] = [await newTurn(), await newTurn()]
    await Promise.all([add(one, 'one'), add(other, 'other')])
    await checkpoints.forget(one)
    expect(await textsOf(one)).toEqual([])
    expect(await textsOf(other)).toEqual(['other'])
  })

  it('keeps nothing of a turn that has ended or is not there, and does not mind being asked to', async () => {
    const [ended, running] = [await newTurn(), await newTurn()]
    await turns.requestStop(ended)
    await Promise.all([add(ended, 'late'), add(unknownTurn, 'lost'), add(running, 'kept')])
    expect(await textsOf(ended)).toEqual([])
    expect(await textsOf(unknownTurn)).toEqual([])
    expect(await textsOf(running)).toEqual(['kept'])
  })

  it('goes with the turn when that is deleted', async () => {
    const turnId = await newTurn()
    await add(turnId, 'page')
    await database.sql`delete from turns where id = ${turnId}`
    expect(await textsOf(turnId)).toEqual([])
  })

  it.each([
    "'; drop table checkpoints; --",
    '',
    '1',
    `${unknownTurn}\0`,
    '__proto__',
    '\uD800',
    'x'.repeat(1e5),
  ])('refuses %j for a turn, without harm to others who write at the time', async (hostile) => {
    const turnId = await newTurn()
    const [refused] = await Promise.allSettled([add(hostile, 'bad'), add(turnId, 'good')])
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'invalid' } })
    await expect(checkpoints.read(hostile)).rejects.toBeInstanceOf(AppError)
    await expect(checkpoints.forget(hostile)).rejects.toBeInstanceOf(AppError)
    expect(await textsOf(turnId)).toEqual(['good'])
  })

  describe('when a turn', () => {
    const scope = { channels: ['fake'] }

    async function claimedWithPage() {
      await database.sql`update turns set state = 'done', ended_at = now()`
      const turnId = await newTurn()
      const [claimed] = await turns.claim('me', 60_000, scope)
      if (claimed?.turn.id !== turnId) throw new Error('another turn was claimed')
      await add(turnId, 'page')
      return { turnId, lease: claimed.lease }
    }

    it.each(['done', 'failed', 'stopped'] as const)('ends as %s, its pages go', async (outcome) => {
      const { turnId, lease } = await claimedWithPage()
      await turns.end(lease, turnId, { outcome })
      expect(await textsOf(turnId)).toEqual([])
    })

    it('is given back, its pages stay, and go when it is then stopped', async () => {
      const { turnId, lease } = await claimedWithPage()
      await turns.handOver(lease, turnId)
      expect(await textsOf(turnId)).toEqual(['page'])
      await turns.requestStop(turnId)
      expect(await textsOf(turnId)).toEqual([])
    })

    it('is asked to stop while it runs, or is ended by who lost it, its pages stay', async () => {
      const { turnId, lease } = await claimedWithPage()
      await turns.requestStop(turnId)
      const lost = turns.end({ ...lease, fence: lease.fence - 1 }, turnId, { outcome: 'done' })
      await expect(lost).rejects.toMatchObject({ code: 'conflict' })
      expect(await textsOf(turnId)).toEqual(['page'])
    })
  })
})
