import { hash, randomUUIDv7 } from 'node:crypto'

import type { Attachment } from '../core/attachment.ts'
import { AppError } from '../core/errors.ts'
import { storable } from '../core/text.ts'
import type { IncomingMessage, TurnId } from '../core/types.ts'
import type { Sql } from './database.ts'

/** A message on its way into the inbox. */
export interface InboxRow {
  readonly message: IncomingMessage
  /** What its turn is called if the message is new. */
  readonly turnId: TurnId
  /** What makes it one message, wherever it is told again: 32 hexadecimal digits. */
  readonly key: string
  /** The message as a page keeps it. */
  readonly packed: string
}

/** What a person wrote is cleaned; an id is kept as it is, or refused: AppError `invalid`. */
export function rowOf(message: IncomingMessage): InboxRow {
  requireKeepable(message)
  const turnId = randomUUIDv7()
  return { message, turnId, key: keyOf(message), packed: pack(message, turnId) }
}

/** Four ids fit into an entry of an index, of which Postgres takes 2,704 bytes. */
const mostIdBytes = 600
const mostBytesOfUnit = 3

function requireKeepable(message: IncomingMessage): void {
  const { id, channel, organisation, roomId, threadId, author, sentAt } = message
  for (const each of [id, channel, organisation.id, roomId, threadId, author.id]) requireId(each)
  for (const { id: fileId } of message.attachments ?? []) requireId(fileId)
  // Years of four digits, which everybody can read again.
  const isKept = sentAt.getTime() >= 0 && sentAt.getTime() < Date.UTC(10_000, 0)
  if (!isKept) throw refused('its date is none')
}

function requireId(id: string): void {
  const mayBeLong = id.length * mostBytesOfUnit > mostIdBytes
  if (mayBeLong && Buffer.byteLength(id) > mostIdBytes) throw refused('an id is too long')
  if (id.includes('\0') || !id.isWellFormed()) throw refused('an id is not text')
}

function refused(reason: string): AppError {
  return new AppError('invalid', `a message cannot be kept: ${reason}`)
}

/** As `message_key` in the migrations says it. */
function keyOf({ channel, organisation, roomId, id }: IncomingMessage): string {
  return hash('sha256', JSON.stringify([channel, organisation.id, roomId, id])).slice(0, 32)
}

/** In the order in which unpack.ts reads it: an array is half as long as an object, and as fast to write. */
function pack(message: IncomingMessage, turnId: TurnId): string {
  const { id, channel, organisation, roomId, threadId, author, text, sentAt } = message
  const { attachments = [] } = message
  const place = [channel, organisation.id, storable(organisation.name), roomId, threadId]
  const said = [id, author.id, storable(author.name), storable(text), sentAt.getTime()]
  const files = attachments.length > 0 ? [attachments.map(plainly)] : []
  return JSON.stringify([turnId, ...place, ...said, ...files])
}

/** Before it is fetched there is nothing in a file. */
function plainly({ id, name, type, sizeBytes }: Attachment): Attachment {
  return { id, name: storable(name), type: storable(type), sizeBytes }
}

/**
 * Keeps messages durably, each once, in one statement, and answers which are new. Keys are written in their order, so
 * that replicas that take the same messages at once wait for one another and never in a circle. The new keys are sent
 * back only where not all are new.
 */
export async function keep(sql: Sql, rows: readonly InboxRow[]): Promise<readonly InboxRow[]> {
  const [{ keys }] = await sql<[{ keys: readonly string[] | null }]>`
    with fresh as (
      insert into message_keys select key from unnest(${keysOf(rows)}::text::uuid[]) key order by key
      on conflict do nothing returning key
    ), counted as (
      select count(*) as fresh, coalesce(array_agg(key), '{}') as keys from fresh
    ), page as (
      insert into inbox (messages) select ${pageOf(rows)} from counted where fresh > 0
    )
    select case when fresh < ${rows.length} then keys end as keys from counted`
  return keys === null ? rows : firstOfEach(rows, keys)
}

/** Keeps messages of which none is known, at four fifths of the cost. Rejects when one was known, or comes twice. */
export async function keepNew(sql: Sql, rows: readonly InboxRow[]): Promise<void> {
  await sql`
    with fresh as (
      insert into message_keys select key from unnest(${keysOf(rows)}::text::uuid[]) key order by key
    )
    insert into inbox (messages) values (${pageOf(rows)})`
}

/** One statement may hold a message several times. */
function firstOfEach(rows: readonly InboxRow[], keys: readonly string[]): InboxRow[] {
  const fresh = new Set(keys.map((key) => key.replaceAll('-', '')))
  return rows.filter(({ key }) => fresh.delete(key))
}

/** One piece of text: the driver would look at every item of an array. */
function keysOf(rows: readonly InboxRow[]): string {
  return `{${rows.map(({ key }) => key).join()}}`
}

function pageOf(rows: readonly InboxRow[]): string {
  return `[${rows.map(({ packed }) => packed).join()}]`
}

/** The turns of messages that are there, by the keys of these. */
export async function findTurns(
  sql: Sql,
  rows: readonly InboxRow[],
): Promise<ReadonlyMap<string, TurnId>> {
  const found = await sql<{ key: string; id: TurnId }[]>`
    select known.key, t.id
    from json_to_recordset(${JSON.stringify(rows.map(placeOf))}::text::json) as known(
      key text, channel text, organisation_id text, room_id text, platform_id text)
    join messages m using (channel, organisation_id, room_id, platform_id)
    join turns t on t.thread_id = m.thread_id and t.message_id = m.id`
  return new Map(found.map(({ key, id }) => [key, id]))
}

function placeOf({ key, message: { channel, organisation, roomId, id } }: InboxRow) {
  return { key, channel, organisation_id: organisation.id, room_id: roomId, platform_id: id }
}
