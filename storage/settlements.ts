import type { CallEnd } from '../core/model-ledger.ts'
import { exactDollars } from '../core/money.ts'
import type { Fragment, Sql } from './database.ts'

/**
 * Writes down how a call ended and moves what it used from set aside to spent, in one statement, once. One that
 * was given up and comes back after all is counted like any other.
 */
export async function settle(sql: Sql, callId: string, end: CallEnd): Promise<void> {
  const { outcome, usage, cost, tookMs, firstTextMs } = end
  const { inputTokens, cachedInputTokens = 0, outputTokens, estimated } = usage
  const usd = cost === null ? null : exactDollars(cost)
  await sql`
    with call as (
      select * from model_calls
      where id = ${callId}::uuid and (outcome is null or outcome = 'lost') for update
    ), ended as (
      update model_calls c set outcome = ${outcome}::text, input_tokens = ${inputTokens}::bigint,
        cached_tokens = ${cachedInputTokens}::bigint, output_tokens = ${outputTokens}::bigint,
        estimated = ${estimated}::boolean, cost_usd = ${usd}::text::numeric,
        took_ms = ${tookMs}::integer, first_text_ms = ${firstTextMs}::integer
      from call where c.id = call.id
    ), held as (
      select b.scope, b.subject, b.period, b.starts_on,
        case when call.outcome is null then call.reserved_usd else 0 end as usd,
        case when call.outcome is null then call.reserved_tokens else 0 end as tokens
      from call ${budgetsOfCall(sql)}
      order by scope, subject, period for update of b
    )
    update model_budgets b
    set spent_usd = b.spent_usd + coalesce(${usd}::text::numeric, 0),
      spent_tokens = b.spent_tokens + ${inputTokens + outputTokens}::bigint,
      reserved_usd = b.reserved_usd - held.usd, reserved_tokens = b.reserved_tokens - held.tokens
    from held where ${isHeld(sql)}`
}

/** Gives up calls whose time is over, with what was set aside for them. Waits for whoever is just doing that. */
export async function giveBackExpired(sql: Sql): Promise<void> {
  await sql`
    with late as (
      select id from model_calls where outcome is null and expires_at < now()
      order by id for update
    ), call as (
      update model_calls c set outcome = 'lost' from late where c.id = late.id returning c.*
    ), freed as (
      select b.scope, b.subject, b.period, b.starts_on, sum(call.reserved_usd) as usd,
        sum(call.reserved_tokens)::bigint as tokens
      from call ${budgetsOfCall(sql)}
      group by b.scope, b.subject, b.period, b.starts_on
    ), held as (
      select freed.* from model_budgets b join freed using (scope, subject, period, starts_on)
      order by scope, subject, period, starts_on for update of b
    )
    update model_budgets b
    set reserved_usd = b.reserved_usd - held.usd, reserved_tokens = b.reserved_tokens - held.tokens
    from held where ${isHeld(sql)}`
}

/**
 * Deletes the calls that began so many days ago or longer, and says how many there were. What the lost ones among
 * them had set aside is given back first: their month may not be over yet.
 */
export async function sweepModelCalls(sql: Sql, days: number): Promise<number> {
  await giveBackExpired(sql)
  const { count } = await sql`
    delete from model_calls
    where started_at < now() - ${days} * interval '1 day' and outcome is not null`
  return count
}

/** The budgets that were opened for the row `call` when it was made. */
function budgetsOfCall(sql: Sql): Fragment {
  return sql`
    cross join lateral (values ('organisation', call.organisation_id), ('project', call.project),
      ('user', call.user_id)) as whose(scope, subject)
    cross join lateral (values ('day', (call.started_at at time zone 'UTC')::date),
      ('month', date_trunc('month', call.started_at at time zone 'UTC')::date)
    ) as span(period, starts_on)
    join model_budgets b using (scope, subject, period, starts_on)`
}

function isHeld(sql: Sql): Fragment {
  return sql`b.scope = held.scope and b.subject = held.subject and b.period = held.period
      and b.starts_on = held.starts_on`
}
