import { randomUUIDv7 } from 'node:crypto'

import { storable } from '../core/text.ts'
import type { IncomingMessage, TurnId } from '../core/types.ts'
import type { Fragment, Sql } from './database.ts'

/** A message as its tables keep it, with the ids that its turn and its author get if they are new. */
export interface InboxRow {
  readonly turnId: TurnId
  readonly userId: string
  readonly channel: string
  readonly organisationId: string
  readonly organisationName: string
  readonly roomId: string
  readonly threadId: string
  readonly platformId: string
  readonly authorId: string
  readonly authorName: string
  readonly text: string
  readonly sentAt: Date
}

/** What a person wrote is cleaned; an id is taken as it is, or refused by the database. */
export function rowOf(message: IncomingMessage): InboxRow {
  const { id, channel, organisation, roomId, threadId, author, text, sentAt } = message
  return {
    turnId: randomUUIDv7(),
    userId: randomUUIDv7(),
    channel,
    organisationId: organisation.id,
    organisationName: storable(organisation.name),
    roomId,
    threadId,
    platformId: id,
    authorId: author.id,
    authorName: storable(author.name),
    text: storable(text),
    sentAt,
  }
}

/**
 * Writes messages and their turns, with whoever and wherever is new about them, in one statement; answers which
 * turns are new. Every table is written in the order of its key, so that replicas that write the same rows at once
 * wait for one another and never in a circle; turns are nobody else's, and keep the order of arrival.
 */
export async function insert(sql: Sql, rows: readonly InboxRow[]): Promise<ReadonlySet<TurnId>> {
  const turns = await sql<{ id: TurnId }[]>`
    with incoming as materialized (${incoming(sql, rows)}), organisation as (
      insert into organisations (id, name)
      select distinct on (organisation_id) organisation_id, organisation_name
      from incoming order by organisation_id
      on conflict do nothing
    ), identity as (
      insert into identities (channel, organisation_id, external_id, user_id)
      select distinct on (channel, organisation_id, author_id)
        channel, organisation_id, author_id, user_id
      from incoming order by channel, organisation_id, author_id
      on conflict do nothing returning user_id
    ), person as (
      insert into users (id, organisation_id, name)
      select user_id, organisation_id, author_name from identity join incoming using (user_id)
    ), thread as (
      insert into threads (id, channel, organisation_id, room_id)
      select distinct on (thread_id) thread_id, channel, organisation_id, room_id
      from incoming order by thread_id
      on conflict do nothing
    ), message as (
      insert into messages (id, channel, organisation_id, room_id, platform_id, thread_id,
        author_id, author_name, text, sent_at)
      select turn_id, channel, organisation_id, room_id, platform_id, thread_id,
        author_id, author_name, text, sent_at
      from incoming order by channel, organisation_id, room_id, platform_id, position
      on conflict do nothing returning id
    )
    insert into turns (id, thread_id, organisation_id, message_id)
    select id, thread_id, organisation_id, id from incoming join message on message.id = turn_id
    order by position returning id`
  return new Set(turns.map(({ id }) => id))
}

/** The turns of messages that are there already, by the turn each would have had. */
export async function findTurns(
  sql: Sql,
  rows: readonly InboxRow[],
): Promise<ReadonlyMap<TurnId, TurnId>> {
  if (rows.length === 0) return new Map()
  const turns = await sql<{ instead: TurnId; id: TurnId }[]>`
    select i.turn_id as instead, t.id from (${incoming(sql, rows)}) i
    join messages m using (channel, organisation_id, room_id, platform_id)
    join turns t on t.thread_id = m.thread_id and t.message_id = m.id`
  return new Map(turns.map(({ instead, id }) => [instead, id]))
}

/** Rows of which the first comes first, as JSON: one parameter, however many there are. */
function incoming(sql: Sql, rows: readonly InboxRow[]): Fragment {
  const numbered = rows.map((row, position) => ({ ...row, position }))
  return sql`
    select position, "turnId" as turn_id, "userId" as user_id, channel,
      "organisationId" as organisation_id, "organisationName" as organisation_name,
      "roomId" as room_id, "threadId" as thread_id, "platformId" as platform_id,
      "authorId" as author_id, "authorName" as author_name, text, "sentAt" as sent_at
    from json_to_recordset(${JSON.stringify(numbered)}::text::json) as r(position integer,
      "turnId" uuid, "userId" uuid, channel text, "organisationId" text,
      "organisationName" text, "roomId" text, "threadId" text, "platformId" text,
      "authorId" text, "authorName" text, text text, "sentAt" timestamptz)`
}
