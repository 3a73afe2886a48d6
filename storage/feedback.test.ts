import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { TurnStore } from '../core/turn-store.ts'
import type { IncomingMessage } from '../core/types.ts'
import type { Database } from './database.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { testMessage } from './test-message.ts'
import { postgresTurns } from './turns.ts'

describe.each(databaseKinds())('what people think and asked lately, on %s', (kind) => {
  let database: Database
  let turns: TurnStore

  beforeAll(async () => {
    database = await testDatabase(kind)
    turns = postgresTurns(database)
  })
  afterAll(() => database.close())

  it('keeps the last vote of each person', async () => {
    const turnId = await turns.receive(said('votes', 'm1'))
    await turns.rate({ turnId, authorId: 'ann', vote: 'up' })
    await turns.rate({ turnId, authorId: 'bob', vote: 'up' })
    await turns.rate({ turnId, authorId: 'ann', vote: 'down' })
    const votes = await database.sql`
      select author_id as "authorId", vote from feedback where turn_id = ${turnId} order by 1`
    expect(votes).toEqual([
      { authorId: 'ann', vote: 'down' },
      { authorId: 'bob', vote: 'up' },
    ])
  })

  it('knows the newest turn of each thread of one person, newest first', async () => {
    for (const [at, thread] of ['a', 'b', 'a', 'c'].entries()) {
      await turns.receive(said(thread, `r${at}`, { at, author: 'cleo' }))
    }
    await turns.receive(said('d', 'r9', { at: 9, author: 'bob' }))
    await turns.withdraw(said('c', 'r3'))
    const author = { channel: 'fake', organisationId: 'fake:org', authorId: 'cleo' }
    const recent = await turns.recent(author, 5)
    expect(recent.map(({ message: { id } }) => id)).toEqual(['r3', 'r2', 'r1'])
    expect(await turns.recent(author, 1)).toHaveLength(1)
    expect(await turns.recent({ ...author, organisationId: 'fake:other' }, 5)).toEqual([])
  })
})

function said(room: string, id: string, { at = 0, author = 'ann' } = {}): IncomingMessage {
  const sentAt = new Date(Date.UTC(2026, 10, 1, 0, at))
  return testMessage({ id, roomId: room, author: { id: author, name: author }, sentAt })
}
