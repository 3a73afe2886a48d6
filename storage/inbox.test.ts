import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { IncomingMessage } from '../core/types.ts'
import type { Database } from './database.ts'
import { inbox } from './inbox.ts'
import { databaseKinds, testDatabase } from './test-database.ts'
import { thread } from './turn-record.ts'
import { unpacking } from './unpack.ts'

let names = 0

/** A message of a room of its own, or of that room. */
function message(id: string, room = `room ${(names += 1)}`): IncomingMessage {
  return {
    id,
    channel: 'fake',
    organisation: { id: `fake:${room}`, name: 'Org' },
    roomId: room,
    threadId: `fake:${room}`,
    author: { id: `author of ${id}`, name: 'Ann' },
    text: 'How does AAPL look?',
    addressed: true,
    sentAt: new Date('2026-01-05T12:00:00Z'),
  }
}

describe.each(databaseKinds())('the inbox on %s', (kind) => {
  let database: Database

  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  const shown = async (room: string) => {
    await unpacking(database.sql)()
    const turns = await thread(database.sql, `fake:${room}`, 1_000)
    return turns.map((turn) => turn.message.id)
  }

  it('keeps the order in which messages of a thread came, however many came at once', async () => {
    const ids = Array.from({ length: 1_200 }, (_, at) => `${(at * 7) % 1_200}`)
    const receive = inbox(database.intake)
    await Promise.all(ids.map((id) => receive(message(id, 'busy'))))
    expect(await shown('busy')).toEqual(ids.slice(200))
  })

  it('takes a message once that comes several times in one batch, among others', async () => {
    const receive = inbox(database.intake)
    const before = await receive(message('before', 'again'))
    const ids = ['before', 'a', 'b', 'a', 'before', 'a']
    const [first, a, b, ...again] = await Promise.all(
      ids.map((id) => receive(message(id, 'again'))),
    )
    expect([first, ...again]).toEqual([before, a, before, a])
    expect(new Set([before, a, b]).size).toBe(3)
    expect(await shown('again')).toEqual(['before', 'a', 'b'])
  })

  it('keeps apart what belongs to different people, rooms and organisations in one batch', async () => {
    const receive = inbox(database.intake)
    const all = [message('m', 'one'), message('m', 'two'), message('n', 'one')]
    expect(new Set(await Promise.all(all.map(receive))).size).toBe(3)
    expect([await shown('one'), await shown('two')]).toEqual([['m', 'n'], ['m']])
    const people = await database.sql`
      select external_id from identities where organisation_id in ('fake:one', 'fake:two')`
    expect(people).toHaveLength(3)
  })

  it.each([
    ['an id with a character that Postgres does not keep', message('a\0b')],
    ['an id that is half a character', message('\uD800')],
    ['an id that is too long to be found again', message('é'.repeat(301))],
    ['a date that is none', { ...message('m'), sentAt: new Date(Number.NaN) }],
    ['a date that nobody can write', { ...message('m'), sentAt: new Date(8.64e15) }],
  ])('refuses %s, and takes what came with it', async (_, poison) => {
    const receive = inbox(database.intake)
    const ids = ['a', 'b', 'c', 'd', 'e']
    const room = `with poison ${(names += 1)}`
    const good = ids.map((id) => message(id, room))
    const all = await Promise.allSettled(
      [...good.slice(0, 3), poison, ...good.slice(3)].map(receive),
    )
    const refused = all.filter(({ status }) => status === 'rejected')
    expect(refused).toMatchObject([{ reason: { code: 'invalid' } }])
    expect(await shown(room)).toEqual(ids)
  })

  it('refuses alone what this database cannot keep', async () => {
    await database.sql`alter table inbox add constraint clean check (messages not like '%poison%')`
    const receive = inbox(database.intake)
    const ids = ['a', 'b', 'poison', 'c', 'd']
    const all = await Promise.allSettled(ids.map((id) => receive(message(id, 'strict'))))
    await database.sql`alter table inbox drop constraint clean`
    const refused = all.filter(({ status }) => status === 'rejected')
    expect(refused).toMatchObject([{ reason: { code: 'invalid' } }])
    expect(await shown('strict')).toEqual(['a', 'b', 'c', 'd'])
  })

  it('fails for all when the database does, and takes them when they come again', async () => {
    const receive = inbox(database.intake)
    const both = [message('a', 'later'), message('b', 'later')]
    await database.sql`alter table inbox rename to inbox_away`
    const failed = await Promise.allSettled(both.map(receive))
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await database.sql`alter table inbox_away rename to inbox`
    await Promise.all(both.map(receive))
    expect(await shown('later')).toEqual(['a', 'b'])
  })

  it('never sets replicas against each other that take the same messages in another order', async () => {
    for (let round = 0; round < 10; round += 1) {
      const all = Array.from({ length: 100 }, (_, at) => message(`${at}`, `${round} ${at % 20}`))
      const replicas = [all, all.toReversed(), all.toSorted(bySecondHalf)].map((messages) =>
        Promise.all(messages.map(inbox(database.intake))),
      )
      expect(new Set((await Promise.all(replicas)).flat()).size).toBe(100)
      const rooms = new Set(all.map(({ roomId }) => roomId))
      const taken = await Promise.all([...rooms].map(shown))
      expect(taken.flat().toSorted()).toEqual(all.map(({ id }) => id).toSorted())
    }
  })
})

function bySecondHalf(one: IncomingMessage, other: IncomingMessage): number {
  return Number(one.id) % 50 < Number(other.id) % 50 ? -1 : 1
}
