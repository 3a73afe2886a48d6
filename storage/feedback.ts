import type { Rating } from '../core/inbox.ts'
import type { Sql } from './database.ts'

/** Keeps a person's vote on the reply of a turn, in place of an earlier one. */
export async function rate(sql: Sql, { turnId, authorId, vote }: Rating): Promise<void> {
  await sql`
    insert into feedback (turn_id, author_id, vote) values (${turnId}, ${authorId}, ${vote})
    on conflict (turn_id, author_id) do update set vote = excluded.vote, voted_at = now()`
}
