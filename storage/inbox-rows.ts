import { hash } from 'node:crypto'

import type { Attachment } from '../core/attachment.ts'
import { AppError } from '../core/errors.ts'
import { storable } from '../core/text.ts'
import type { IncomingMessage, MessageKey, TurnId } from '../core/types.ts'
import type { Sql } from './database.ts'

/** A message on its way into the inbox. */
export interface InboxRow {
  readonly turnId: TurnId
  /** The message as a page keeps it. */
  readonly packed: string
}

/** What a person wrote is cleaned; an id is kept as it is, or refused: AppError `invalid`. */
export function rowOf(message: IncomingMessage): InboxRow {
  requireKeepable(message)
  const turnId = turnIdOf(message)
  return { turnId, packed: pack(message, turnId) }
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

/** The same wherever a message is told again: out of a SHA-256 of what makes it one message, a UUID of version 8. */
function turnIdOf({ channel, organisation, roomId, id }: MessageKey): TurnId {
  const digest = hash('sha256', JSON.stringify([channel, organisation.id, roomId, id]))
  const [first, second, third] = [digest.slice(0, 8), digest.slice(8, 12), digest.slice(12, 15)]
  return `${first}-${second}-8${third}-a${digest.slice(15, 18)}-${digest.slice(18, 30)}`
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

/** Keeps messages durably, in one statement and one row. */
export async function keep(sql: Sql, rows: readonly InboxRow[]): Promise<void> {
  await sql`insert into inbox (messages) values (${`[${rows.map(({ packed }) => packed).join()}]`})`
}
