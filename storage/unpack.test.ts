import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { IncomingMessage } from '../core/types.ts'
import type { Database } from './database.ts'
import { inbox } from './inbox.ts'
import { migrate } from './migrate.ts'
import { migrationsFolder } from './migrations.ts'
import { databaseKinds, emptyDatabase, testDatabase } from './test-database.ts'
import { testMessage } from './test-message.ts'
import { said, thread } from './turn-record.ts'
import { unpacking } from './unpack.ts'

function message(id: string, room: string): IncomingMessage {
  return testMessage({ id, roomId: room, sentAt: new Date('2026-01-05T12:00:00.123Z') })
}

/** Everything that JSON writes in a way of its own, and some that it does not. */
const oddities = [
  String.fromCodePoint(...Array.from({ length: 159 }, (_, at) => at + 1)),
  '"\\/\b\f\n\r\t\u2028\u2029\uFEFF\uFFFE\uFFFF',
  'é 漢 😀 \u{10FFFF} e\u0301',
  '","',
  '',
]

async function shownIn({ sql }: Database, room: string): Promise<string[]> {
  const turns = await thread(sql, `fake:${room}`, 1_000)
  return turns.map((turn) => turn.message.id)
}

describe.each(databaseKinds())('pages of the inbox on %s', (kind) => {
  let database: Database

  beforeAll(async () => {
    database = await testDatabase(kind)
  })
  afterAll(() => database.close())

  const shown = (room: string) => shownIn(database, room)

  it('become turns in the order in which they came, however many ask at once', async () => {
    const ids = Array.from({ length: 100 }, (_, at) => `${at}`)
    const receive = inbox(database.intake)
    for (const id of ids) await receive(message(id, 'ordered'))
    await Promise.all(Array.from({ length: 4 }, () => unpacking(database.sql)()))
    expect(await shown('ordered')).toEqual(ids)
    expect(await database.sql`select page from inbox`).toEqual([])
  })

  it('become turns while messages come', async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `${at}`)
    const [receive, unpack] = [inbox(database.intake), unpacking(database.sql)]
    for (const id of ids) await Promise.all([receive(message(id, 'busy')), unpack()])
    await unpack()
    expect(await shown('busy')).toEqual(ids)
  })

  it('become one turn each, however often a message is in them, and say how often', async () => {
    const receive = inbox(database.intake)
    const repeated: [string, number][] = []
    const unpack = unpacking(database.sql, { repeated: (...all) => repeated.push(all) })
    for (const id of ['a', 'b', 'a']) await receive(message(id, 'repeated'))
    await Promise.all(['a', 'c', 'c'].map((id) => receive(message(id, 'repeated'))))
    await unpack()
    await receive(message('b', 'repeated'))
    await unpack()
    expect(await shown('repeated')).toEqual(['a', 'b', 'c'])
    expect(repeated).toEqual([
      ['fake', 3],
      ['fake', 1],
    ])
  })

  it('give a message back as it was', async () => {
    const receive = inbox(database.intake)
    for (const [at, odd] of oddities.entries()) {
      const odds = {
        ...message(odd, `room ${at} ${odd}`),
        text: odd,
        author: { id: odd, name: odd },
      }
      await receive(odds)
      await unpacking(database.sql)()
      const [turn] = await thread(database.sql, odds.threadId, 1)
      expect(turn?.message).toEqual(odds)
    }
  })
})

describe.each(databaseKinds())('beside an earlier release on %s', (kind) => {
  let database: Database

  /** The message as an earlier release writes it. */
  async function writtenBefore(id: string, room: string): Promise<string> {
    const { sql } = database
    const [turn] = await sql<{ id: string }[]>`
      with place as (
        insert into threads (id, channel, organisation_id, room_id)
        values (${`fake:${room}`}, 'fake', 'fake:org', ${room}) on conflict do nothing
      ), said as (
        insert into messages (id, channel, organisation_id, room_id, platform_id, thread_id,
          author_id, author_name, text, sent_at)
        values (gen_random_uuid(), 'fake', 'fake:org', ${room}, ${id}, ${`fake:${room}`}, 'ann', 'Ann',
          'Hello', now())
        on conflict do nothing returning id
      )
      insert into turns (id, thread_id, organisation_id, message_id)
      select id, ${`fake:${room}`}, 'fake:org', id from said returning id`
    return turn?.id ?? 'nothing'
  }

  /** The migrations before the one that brought the inbox. */
  function earlierMigrations(): string {
    const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
    const names = readdirSync(migrationsFolder).toSorted()
    const from = names.findIndex((name) => name.endsWith('_inbox.sql'))
    for (const name of names.slice(0, from)) {
      copyFileSync(join(migrationsFolder, name), join(folder, name))
    }
    return folder
  }

  beforeAll(async () => {
    database = await emptyDatabase(kind)
  })
  afterAll(() => database.close())

  it('knows what was there before, and what is written beside it', async () => {
    const folder = earlierMigrations()
    await migrate(database.sql, folder)
    rmSync(folder, { recursive: true })
    await database.sql`insert into organisations (id, name) values ('fake:org', 'Org')`
    const before = await Promise.all(oddities.map((odd) => writtenBefore(odd, 'before')))
    await migrate(database.sql, migrationsFolder)
    const beside = await Promise.all(oddities.map((odd) => writtenBefore(odd, 'beside')))
    const receive = inbox(database.intake)
    for (const [room, turnIds] of Object.entries({ before, beside })) {
      const told = oddities.map((odd) => message(odd, room))
      await Promise.all(told.map(receive))
      await unpacking(database.sql)()
      const known = await Promise.all(told.map((each) => said(database.sql, each)))
      expect(known.map((turn) => turn?.id)).toEqual(turnIds)
      expect(await shownIn(database, room)).toHaveLength(oddities.length)
    }
  })

  it('leaves to it what was taken in, once unpacked', async () => {
    await inbox(database.intake)(message('new', 'after'))
    await unpacking(database.sql)()
    expect(await writtenBefore('new', 'after')).toBe('nothing')
  })
})
