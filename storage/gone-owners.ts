import type { Sql } from './database.ts'
import { isGone } from './lease-owner.ts'

/** Gives back what is leased by processes that are gone, as far as that can be told from here. */
export async function releaseGone(sql: Sql): Promise<void> {
  const owners = await sql<{ owner: string }[]>`
    select distinct lease_owner as owner from threads where lease_owner is not null`
  const gone = owners.map(({ owner }) => owner).filter(isGone)
  if (gone.length === 0) return
  await sql`
    update threads set lease_owner = null, lease_until = null
    where lease_owner = any(${gone}::text[])`
}
