import { randomUUID } from 'node:crypto'

import { AppError } from '../core/errors.ts'
import { storable } from '../core/text.ts'
import type { IncomingMessage, Received } from '../core/types.ts'
import type { Sql } from './database.ts'

/**
 * Writes a message and its turn, with whoever and wherever is new about them, in one statement.
 * A message that is already there changes nothing: its turn is returned.
 */
export async function receive(sql: Sql, message: IncomingMessage): Promise<Received> {
  const [turn] = await insert(sql, message)
  if (turn) return { turnId: turn.id, isNew: true }
  const [known] = await findTurn(sql, message)
  if (known) return { turnId: known.id, isNew: false }
  throw new AppError('bug', 'a message was neither stored nor there before')
}

function insert(sql: Sql, message: IncomingMessage) {
  const { channel, organisation, roomId, threadId, author, sentAt } = message
  const name = storable(author.name)
  return sql<{ id: string }[]>`
    with organisation as (
      insert into organisations (id, name) values (${organisation.id}, ${storable(organisation.name)})
      on conflict do nothing
    ), identity as (
      insert into identities (channel, organisation_id, external_id, user_id)
      values (${channel}, ${organisation.id}, ${author.id}, ${randomUUID()})
      on conflict do nothing returning user_id, organisation_id
    ), person as (
      insert into users (id, organisation_id, name) select user_id, organisation_id, ${name} from identity
    ), thread as (
      insert into threads (id, channel, organisation_id, room_id)
      values (${threadId}, ${channel}, ${organisation.id}, ${roomId})
      on conflict do nothing
    ), message as (
      insert into messages (id, channel, organisation_id, room_id, platform_id, thread_id,
        author_id, author_name, text, sent_at)
      values (${randomUUID()}, ${channel}, ${organisation.id}, ${roomId}, ${message.id}, ${threadId},
        ${author.id}, ${name}, ${storable(message.text)}, ${sentAt})
      on conflict do nothing returning id
    )
    insert into turns (id, thread_id, message_id)
    select ${randomUUID()}, ${threadId}, id from message returning id`
}

function findTurn(sql: Sql, { channel, organisation, roomId, id }: IncomingMessage) {
  return sql<{ id: string }[]>`
    select t.id from turns t join messages m on m.id = t.message_id
    where m.channel = ${channel} and m.organisation_id = ${organisation.id}
      and m.room_id = ${roomId} and m.platform_id = ${id}`
}
