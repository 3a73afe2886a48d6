import type { Lease } from '../core/turn-store.ts'
import type { Reply } from '../core/types.ts'
import type { Sql } from './database.ts'
import { jsonOf } from './json.ts'
import { leaseLost } from './leases.ts'

/** Keeps reply, evidence and usage of a running turn, in one statement, once. Safe to repeat. */
export async function keepReply(
  sql: Sql,
  lease: Lease,
  turnId: string,
  { evidence, ...reply }: Reply,
): Promise<void> {
  const [kept] = await sql<{ id: string }[]>`
    with kept as (
      update turns set reply = ${jsonOf(reply)}::text::json
      where id = ${turnId} and fence = ${lease.fence} and state = 'running' and reply is null
      returning id
    ), facts as (
      insert into evidence (turn_id, position, id, tool, arguments, source, as_of, fetched_at,
        freshness, facts, units)
      select kept.id, e.position, e.id, e.tool, e.arguments, e.source, e."asOf", e."fetchedAt",
        e.freshness, e."values", e.units
      from kept, json_to_recordset(${jsonOf(evidence.map(numbered))}::text::json) as e(
        position integer, id text, tool text, arguments json, source text, "asOf" text,
        "fetchedAt" timestamptz, freshness text, "values" json, units json)
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

function numbered<T extends object>(item: T, position: number): T & { position: number } {
  return { ...item, position }
}
