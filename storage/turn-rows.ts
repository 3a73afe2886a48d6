import type { Attachment } from '../core/attachment.ts'
import type { ThreadId, Turn, TurnState } from '../core/types.ts'
import type { Sql } from './database.ts'
import { replyColumns, replyFrom, type ReplyRow } from './kept-reply.ts'

/** A turn with its message, reply and evidence, as `selectTurns` reads it. */
export interface TurnRow extends ReplyRow {
  readonly id: string
  readonly state: TurnState
  readonly failure: string | null
  readonly createdAt: Date
  readonly endedAt: Date | null
  readonly threadId: ThreadId
  readonly channel: string
  readonly organisationId: string
  readonly organisationName: string
  readonly roomId: string
  readonly platformId: string
  readonly authorId: string
  readonly authorName: string
  readonly text: string
  readonly sentAt: Date
  readonly attachments: readonly Attachment[] | null
}

/** The columns of a TurnRow, out of turns t, messages m and organisations o. */
export function turnColumns(sql: Sql) {
  return sql`
    t.id, t.state, t.failure, t.created_at as "createdAt", t.ended_at as "endedAt",
    m.thread_id as "threadId", m.channel, m.organisation_id as "organisationId",
    o.name as "organisationName", m.room_id as "roomId", m.platform_id as "platformId",
    m.author_id as "authorId", m.author_name as "authorName", m.text, m.sent_at as "sentAt",
    m.attachments,
    ${replyColumns(sql)}`
}

export function turnFrom(row: TurnRow): Turn {
  return {
    id: row.id,
    threadId: row.threadId,
    message: {
      id: row.platformId,
      channel: row.channel,
      organisation: { id: row.organisationId, name: row.organisationName },
      roomId: row.roomId,
      threadId: row.threadId,
      author: { id: row.authorId, name: row.authorName },
      text: row.text,
      addressed: true,
      sentAt: row.sentAt,
      ...(row.attachments && { attachments: row.attachments }),
    },
    state: row.state,
    reply: replyFrom(row),
    failure: row.failure,
    createdAt: row.createdAt,
    endedAt: row.endedAt,
  }
}
