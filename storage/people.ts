import type { PeopleStore } from '../core/people-store.ts'
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
  }
}
