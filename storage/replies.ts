import type { Lease } from '../core/turn-store.ts'
import type { Reply } from '../core/types.ts'
import type { Sql } from './database.ts'
import { jsonOf } from './json.ts'
import { keptFrom } from './kept-reply.ts'
import { leaseLost } from './leases.ts'

/** Keeps reply, evidence and usage of a running turn, in one statement, once. Safe to repeat. */
export async function keepReply(
  sql: Sql,
  lease: Lease,
  turnId: string,
  whole: Reply,
): Promise<void> {
  const { reply, evidence } = keptFrom(whole)
  const [kept] = await sql<{ id: string }[]>`
    with kept as (
      update turns set reply = ${jsonOf(reply)}::text::json, evidence = ${evidence}
      where id = ${turnId} and fence = ${lease.fence} and state = 'running' and reply is null
      returning id
    ), used as (
      insert into usage (turn_id, provider, model, input_tokens, output_tokens, estimated)
      select kept.id, u.provider, u.model, u."inputTokens", u."outputTokens", u.estimated
      from kept, json_to_recordset(${jsonOf(reply.usage)}::text::json) as u(
        provider text, model text, "inputTokens" integer, "outputTokens" integer, estimated boolean)
    )
    select id from kept`
  if (!kept && !(await isKept(sql, lease, turnId))) throw leaseLost(lease)
}

async function isKept(sql: Sql, lease: Lease, turnId: string): Promise<boolean> {
  const found = await sql`
    select from turns
    where id = ${turnId} and fence = ${lease.fence} and state = 'running' and reply is not null`
  return found.count > 0
}
