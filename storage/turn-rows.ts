import type { Evidence, Reply, ThreadId, Turn, TurnState } from '../core/types.ts'
import type { Sql } from './database.ts'

/** A turn with its message, reply and evidence, as `selectTurns` reads it. */
export interface TurnRow {
  readonly id: string
  readonly state: TurnState
  readonly reply: Omit<Reply, 'evidence'> | null
  readonly evidence: readonly Evidence[] | null
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
}

/** The columns of a TurnRow, out of turns t, messages m and organisations o. */
export function turnColumns(sql: Sql) {
  return sql`
    t.id, t.state, t.reply, t.failure, t.created_at as "createdAt", t.ended_at as "endedAt",
    m.thread_id as "threadId", m.channel, m.organisation_id as "organisationId",
    o.name as "organisationName", m.room_id as "roomId", m.platform_id as "platformId",
    m.author_id as "authorId", m.author_name as "authorName", m.text, m.sent_at as "sentAt",
    (select json_agg(json_build_object(
        'id', e.id, 'tool', e.tool, 'arguments', e.arguments, 'source', e.source, 'asOf', e.as_of,
        'fetchedAt', to_char(e.fetched_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'freshness', e.freshness, 'values', e.facts, 'units', e.units) order by e.position)
      from evidence e where e.turn_id = t.id) as evidence`
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
    },
    state: row.state,
    reply: row.reply && { ...row.reply, evidence: row.evidence ?? [] },
    failure: row.failure,
    createdAt: row.createdAt,
    endedAt: row.endedAt,
  }
}
