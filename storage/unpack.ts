import { coalesced } from './coalesced.ts'
import type { Fragment, Sql } from './database.ts'

/**
 * Unpacks what the inbox holds, for those who want to see it as turns. Who asks while it is under way is served by
 * the next time, which sees what came meanwhile.
 */
export function unpacking(sql: Sql, told: Told = {}): () => Promise<void> {
  const ask = coalesced<null, void>(() => unpackAll(sql, told))
  return () => ask(null)
}

export interface Told {
  /** So many messages of a channel were known, or came several times. */
  readonly repeated?: (channel: string, messages: number) => void
}

/** A flood that comes faster than it is unpacked must not keep runners from their work. */
const mostRounds = 50

async function unpackAll(sql: Sql, { repeated }: Told): Promise<void> {
  // Asked first: mostly there is nothing, and unpacking nothing takes many times as long.
  if ((await sql`select from inbox limit 1`).count === 0) return
  for (let round = 0; round < mostRounds; round += 1) {
    const { hasMore, repeats } = await unpack(sql)
    for (const [channel, messages] of Object.entries(repeats)) repeated?.(channel, messages)
    if (!hasMore) return
  }
}

/**
 * Makes the oldest pages into messages and turns, with whoever and wherever is new about them, in one statement, and
 * says whether there may be more. A message that is known already becomes nothing, and one that comes several times
 * what it was first. 20 pages, of up to 500 messages each, take half a second; were their number a parameter, the server
 * would plan anew every time.
 *
 * Who comes second waits for the first at the oldest page, and finds it gone: so pages become turns in their order.
 * Every table is written in the order of its key, so that an earlier release that writes the same rows at once waits,
 * and never in a circle; turns keep the order of arrival.
 */
async function unpack(sql: Sql): Promise<Unpacked> {
  const [unpacked] = await sql<[Unpacked]>`
    with page as materialized (
      select page, messages, received_at, set_config('hub.unpacks', 'on', true)
      from inbox order by page limit 20 for update
    ), emptied as (
      delete from inbox using page where inbox.page = page.page
    ), incoming as materialized (
      select page, position, received_at, (item->>0)::uuid as turn_id, item->>1 as channel,
        item->>2 as organisation_id, item->>3 as organisation_name, item->>4 as room_id,
        item->>5 as thread_id, item->>6 as platform_id, item->>7 as author_id,
        item->>8 as author_name, item->>9 as text,
        timestamptz 'epoch' + (item->>10)::bigint * interval '1 millisecond' as sent_at,
        item->11 as attachments
      from page, jsonb_array_elements(messages::jsonb) with ordinality as packed(item, position)
    ), ${surroundings(sql)}, message as (
      insert into messages (id, channel, organisation_id, room_id, platform_id, thread_id,
        author_id, author_name, text, sent_at, received_at, attachments)
      select turn_id, channel, organisation_id, room_id, platform_id, thread_id,
        author_id, author_name, text, sent_at, received_at, attachments
      from incoming order by channel, organisation_id, room_id, platform_id, page, position
      on conflict do nothing returning id
    ), turn as (
      insert into turns (id, thread_id, organisation_id, message_id, created_at)
      select id, thread_id, organisation_id, id, received_at
      from incoming join message on message.id = turn_id order by page, position
      on conflict do nothing
    ), repeat as (
      select channel, count(*) - count(distinct message.id) as messages
      from incoming left join message on message.id = turn_id group by channel
    )
    select (select count(*) = 20 from page) as "hasMore",
      (select coalesce(json_object_agg(channel, messages), '{}') from repeat where messages > 0) as repeats`
  return unpacked
}

interface Unpacked {
  readonly hasMore: boolean
  /** How many by channel. */
  readonly repeats: Readonly<Record<string, number>>
}

/** Whoever and wherever is new about the incoming. */
function surroundings(sql: Sql): Fragment {
  return sql`organisation as (
      insert into organisations (id, name)
      select distinct on (organisation_id) organisation_id, organisation_name
      from incoming order by organisation_id, page, position
      on conflict do nothing
    ), author as materialized (
      select distinct on (channel, organisation_id, author_id)
        channel, organisation_id, author_id, author_name, gen_random_uuid() as user_id
      from incoming order by channel, organisation_id, author_id, page, position
    ), identity as (
      insert into identities (channel, organisation_id, external_id, user_id)
      select channel, organisation_id, author_id, user_id
      from author order by channel, organisation_id, author_id
      on conflict do nothing returning user_id
    ), person as (
      insert into users (id, organisation_id, name)
      select user_id, organisation_id, author_name from identity join author using (user_id)
    ), thread as (
      insert into threads (id, channel, organisation_id, room_id)
      select distinct on (thread_id) thread_id, channel, organisation_id, room_id
      from incoming order by thread_id
      on conflict do nothing
    )`
}
