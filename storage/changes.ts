import { storable } from '../core/text.ts'
import type { IncomingMessage, MessageKey, TurnId } from '../core/types.ts'
import type { Fragment, Sql } from './database.ts'

/** A message in new words, to be answered anew. Platforms tell of edits that change no word, too. */
export function edit(sql: Sql, message: IncomingMessage): Promise<TurnId | null> {
  const text = storable(message.text)
  return beginAnew(sql, message, {
    text,
    attachments: sql`attachments`,
    withdrawn: sql`turns.withdrawn`,
    unless: sql`m.text = ${text}`,
  })
}

/** A message taken back, to be run once more so that what is shown of it is taken back too. */
export function withdraw(sql: Sql, key: MessageKey): Promise<TurnId | null> {
  const [attachments, withdrawn, unless] = [sql`null`, sql`true`, sql`false`]
  return beginAnew(sql, key, { text: '', attachments, withdrawn, unless })
}

interface Change {
  readonly text: string
  readonly attachments: Fragment
  readonly withdrawn: Fragment
  readonly unless: Fragment
}

/**
 * Puts the turn of a message back into the queue as if it had never run, but for what is shown of it: its posts are
 * there to be edited. Whoever runs it now loses the turn, and keeps the thread until it lets go of it or its lease
 * runs out: a post that it is making just now is made before anybody looks for it. The thread's summary begins anew
 * where it covers the turn. Locks the thread before its turn, as a claim does.
 */
async function beginAnew(
  sql: Sql,
  { channel, organisation, roomId, id }: MessageKey,
  { text, attachments, withdrawn, unless }: Change,
): Promise<TurnId | null> {
  const [turn] = await sql<{ id: TurnId }[]>`
    with place as (
      select threads.id, m.id as message_id
      from messages m join threads on threads.id = m.thread_id
      where m.channel = ${channel} and m.organisation_id = ${organisation.id}
        and m.room_id = ${roomId} and m.platform_id = ${id} and not (${unless})
      for update of threads
    ), asked as (
      select t.id, t.seq, t.thread_id, t.message_id
      from place join turns t on t.thread_id = place.id and t.message_id = place.message_id
      where not t.withdrawn
      for update of t
    ), said as (
      update messages set text = ${text}, attachments = ${attachments}
      from asked where messages.id = asked.message_id
    ), anew as (
      update turns set state = 'queued', withdrawn = ${withdrawn}, reply = null, evidence = null,
        charts = null, failure = null, attempts = 0, fence = 0, run_after = now(), stop_requested = false,
        ended_at = null
      from asked where turns.id = asked.id returning turns.id
    ), unproved as (
      delete from evidence using anew where evidence.turn_id = anew.id
    ), uncalled as (
      delete from calls using anew where calls.turn_id = anew.id
    ), forgotten as (
      delete from checkpoints using anew where checkpoints.turn_id = anew.id
    ), unsummed as (
      update threads set
        summary = case when summary_through >= asked.seq then '' else summary end,
        summary_through = case when summary_through >= asked.seq then 0 else summary_through end
      from asked where threads.id = asked.thread_id
    )
    select id from anew`
  return turn?.id ?? null
}
