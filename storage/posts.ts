import type { Lease, RecordedPost } from '../core/turn-store.ts'
import type { Sql } from './database.ts'
import { leaseLost } from './leases.ts'

/** What is shown of a turn, by part. */
export async function posts(sql: Sql, turnId: string): Promise<readonly RecordedPost[]> {
  return sql<RecordedPost[]>`
    select part, platform_id as "postId", shown from posts where turn_id = ${turnId} order by part`
}

export async function beforePost(sql: Sql, lease: Lease, turnId: string, post: RecordedPost) {
  const done = await sql`
    insert into posts (turn_id, part, platform_id, shown)
    select id, ${post.part}, ${post.postId}, ${post.shown} from turns
    where id = ${turnId} and fence = ${lease.fence} for update
    on conflict (turn_id, part) do update set shown = excluded.shown, attempted_at = now()`
  if (done.count === 0) throw leaseLost(lease)
}

export async function afterPost(sql: Sql, lease: Lease, turnId: string, post: RecordedPost) {
  const done = await sql`
    update posts set platform_id = ${post.postId}, shown = ${post.shown}, posted_at = now()
    where turn_id = ${turnId} and part = ${post.part}
      and exists (select from turns where id = ${turnId} and fence = ${lease.fence})`
  if (done.count === 0) throw leaseLost(lease)
}
