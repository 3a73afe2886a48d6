import type { AuthorKey } from '../core/inbox.ts'
import type { MessageKey, Turn } from '../core/types.ts'
import type { Fragment, Sql } from './database.ts'
import { turnColumns, turnFrom, type TurnRow } from './turn-rows.ts'

export async function find(sql: Sql, turnId: string): Promise<Turn | null> {
  const [turn] = await read(sql, sql`where t.id = ${turnId}`)
  return turn ?? null
}

/** The turn of a message, by what makes it one. */
export async function said(sql: Sql, key: MessageKey): Promise<Turn | null> {
  const { channel, organisation, roomId, id } = key
  const [turn] = await read(
    sql,
    sql`
      where m.channel = ${channel} and m.organisation_id = ${organisation.id}
        and m.room_id = ${roomId} and m.platform_id = ${id}`,
  )
  return turn ?? null
}

/** The last turns of a thread, whatever their state, oldest first. */
export async function thread(sql: Sql, threadId: string, limit: number): Promise<readonly Turn[]> {
  const all = sql`where t.thread_id = ${threadId} order by t.seq desc limit ${limit}`
  return (await read(sql, all)).toReversed()
}

/** Out of the last messages of one person: the newest of each thread, newest first. */
export async function recent(sql: Sql, author: AuthorKey, most: number): Promise<readonly Turn[]> {
  const { channel, organisationId, authorId } = author
  const lately = sql`
    where m.id in (
      select distinct on (thread_id) id from (
        select id, thread_id, sent_at from messages
        where channel = ${channel} and organisation_id = ${organisationId}
          and author_id = ${authorId}
        order by sent_at desc limit ${most * messagesInThread}
      ) said order by thread_id, sent_at desc
    ) and t.state <> 'withdrawn' order by m.sent_at desc limit ${most}`
  return read(sql, lately)
}

/** How many messages a person says in a thread, at a guess: further back nobody looks. */
const messagesInThread = 20

/** Unfinished turns of its thread that came before that one, oldest first. */
export function unfinishedBefore(sql: Sql, turnId: string): Promise<readonly Turn[]> {
  const before = sql`
    join turns later on later.thread_id = t.thread_id and t.seq < later.seq
    where later.id = ${turnId} and t.state in ('queued', 'running') order by t.seq`
  return read(sql, before)
}

export function unfinishedIn(sql: Sql, threadId: string): Promise<readonly Turn[]> {
  const unfinished = sql`
    where t.thread_id = ${threadId} and t.state in ('queued', 'running') order by t.seq`
  return read(sql, unfinished)
}

async function read(sql: Sql, which: Fragment): Promise<Turn[]> {
  const rows = await sql<TurnRow[]>`
    select ${turnColumns(sql)} from turns t
    join messages m on m.id = t.message_id
    join organisations o on o.id = m.organisation_id
    ${which}`
  return rows.map(turnFrom)
}
