import type { Lease } from '../core/turn-store.ts'
import type { Reply } from '../core/types.ts'
import type { Sql } from './database.ts'
import { jsonOf } from './json.ts'
import { keptFrom } from './kept-reply.ts'
import { leaseLost } from './leases.ts'

/** Keeps reply, evidence, charts, usage and calls of a running turn, in one statement, once. Safe to repeat. */
export async function keepReply(
  sql: Sql,
  lease: Lease,
  turnId: string,
  whole: Reply,
): Promise<void> {
  const { reply, evidence, charts } = keptFrom(whole)
  const [kept] = await sql<{ id: string }[]>`
    with kept as (
      update turns set reply = ${jsonOf(reply)}::text::json, evidence = ${evidence},
        charts = ${charts}
      where id = ${turnId} and fence = ${lease.fence} and state = 'running' and reply is null
      returning id, thread_id
    ), used as (
      insert into usage (turn_id, provider, model, input_tokens, output_tokens, estimated)
      select kept.id, u.provider, u.model, u."inputTokens", u."outputTokens", u.estimated
      from kept, json_to_recordset(${jsonOf(reply.usage)}::text::json) as u(
        provider text, model text, "inputTokens" integer, "outputTokens" integer, estimated boolean)
    ), called as (
      insert into calls (turn_id, symbol, project, organisation_id, rating, score, confidence, price,
        currency, called_on, is_demo)
      select kept.id, c.symbol, ${reply.route.project}, threads.organisation_id, c.rating, c.score,
        c.confidence, c.price, c.currency, c."calledOn", c."isDemo"
      from kept join threads on threads.id = kept.thread_id,
        json_to_recordset(${jsonOf(callsIn(whole))}::text::json) as c(
          symbol text, rating text, score float8, confidence float8, price float8, currency text,
          "calledOn" date, "isDemo" boolean)
      on conflict do nothing
    )
    select id from kept`
  if (!kept && !(await isKept(sql, lease, turnId))) throw leaseLost(lease)
}

function callsIn({ verdicts }: Reply) {
  return verdicts.flatMap(({ symbol, rating, confidence, call }) =>
    call === undefined ? [] : [{ symbol, rating, confidence, ...call }],
  )
}

async function isKept(sql: Sql, lease: Lease, turnId: string): Promise<boolean> {
  const found = await sql`
    select from turns
    where id = ${turnId} and fence = ${lease.fence} and state = 'running' and reply is not null`
  return found.count > 0
}
