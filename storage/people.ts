import { AppError } from '../core/errors.ts'
import type { NamedAuthor, PeopleStore } from '../core/people-store.ts'
import { storable } from '../core/text.ts'
import type { Sql } from './database.ts'
import { steadily } from './steady.ts'

/** Roles in Postgres; whoever has none has no row. */
export function postgresPeople(sql: Sql): PeopleStore {
  return {
    describe: ({ channel, organisationId, authorId, roles }) =>
      steadily(async () => {
        if (roles.length === 0) {
          await sql`
            delete from roles where channel = ${channel}
              and organisation_id = ${organisationId} and external_id = ${authorId}`
          return
        }
        await sql`
          insert into roles (channel, organisation_id, external_id, roles)
          values (${channel}, ${organisationId}, ${authorId}, ${[...roles]}::text[])
          on conflict (channel, organisation_id, external_id)
          do update set roles = excluded.roles, updated_at = now()`
      }),
    userOf: (person) =>
      steadily(async () => (await known(sql, person)) ?? (await introduced(sql, person))),
  }
}

async function known(sql: Sql, { channel, organisationId, authorId }: NamedAuthor) {
  const [found] = await sql<{ userId: string }[]>`
    select user_id as "userId" from identities where channel = ${channel}
      and organisation_id = ${organisationId} and external_id = ${authorId}`
  return found?.userId
}

/** In the order in which the inbox writes these tables, so that the two wait for one another and never in a circle. */
async function introduced(sql: Sql, person: NamedAuthor): Promise<string> {
  const { channel, organisationId, authorId, name } = person
  await sql`
    insert into organisations (id, name) values (${organisationId}, ${organisationId})
    on conflict do nothing`
  await sql`
    with identity as (
      insert into identities (channel, organisation_id, external_id, user_id)
      values (${channel}, ${organisationId}, ${authorId}, gen_random_uuid())
      on conflict do nothing returning user_id
    )
    insert into users (id, organisation_id, name)
    select user_id, ${organisationId}, ${storable(name)} from identity`
  const userId = await known(sql, person)
  if (userId === undefined) throw new AppError('bug', 'a person who was introduced is not known')
  return userId
}
