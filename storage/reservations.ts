import type { Estimate, Limit, ModelCall } from '../core/model-ledger.ts'
import { exactDollars } from '../core/money.ts'
import { storable } from '../core/text.ts'
import type { Budget } from './budgets.ts'
import type { Sql } from './database.ts'
import { jsonOf } from './json.ts'

export interface Reservation {
  readonly call: ModelCall
  readonly estimate: Estimate
  readonly reservedMs: number
  /** All that the call counts towards. */
  readonly budgets: readonly Budget[]
}

/** What one budget says to a call, in the order of the budgets. */
export interface Answer {
  /** False when nobody has used it yet. */
  readonly isOpen: boolean
  readonly dollars: Room
  readonly tokens: Room
}

/** Enough for the call, less than that, or nothing. */
type Room = 'enough' | 'little' | 'none'

/**
 * Sets aside what a call may use in all its budgets, or in none of them, and says which have no room: in one
 * statement. Everybody locks budgets in the same order, and reads of a locked row what the last one left there.
 */
export function setAside(sql: Sql, asked: Reservation): Promise<readonly Answer[]> {
  const { call, estimate, reservedMs, budgets } = asked
  const { id, caller, provider, model, startedAt } = call
  const usd = sql`${exactDollars(estimate.cost ?? 0n)}::text::numeric`
  const tokens = sql`${estimate.tokens}::bigint`
  return sql<Answer[]>`
    with asked as (
      select * from json_to_recordset(${jsonOf(rowsOf(asked))}::text::json) as a(position integer,
        scope text, subject text, period text, starts_on date, most_usd numeric, most_tokens bigint)
    ), held as (
      select a.position, a.most_usd, a.most_tokens, b.* from model_budgets b
      join asked a using (scope, subject, period, starts_on)
      order by scope, subject, period for update of b
    ), room as (
      select position,
        case when most_usd is null or spent_usd + reserved_usd + ${usd} <= most_usd then 'enough'
          when spent_usd < most_usd then 'little' else 'none' end as dollars,
        case when most_tokens is null or spent_tokens + reserved_tokens + ${tokens} <= most_tokens then 'enough'
          when spent_tokens < most_tokens then 'little' else 'none' end as tokens
      from held
      -- Asked again because the answer was lost: that call has what it wants.
      where not exists (select from model_calls where id = ${id}::uuid)
    ), kept as (
      insert into model_calls (id, organisation_id, user_id, turn_id, project, agent, provider, model,
        started_at, reserved_usd, reserved_tokens, expires_at)
      select ${id}::uuid, ${storable(caller.organisationId)}::text, ${storable(caller.userId)}::text,
        ${caller.turnId}::text, ${caller.project}::text, ${caller.agent}::text, ${provider}::text,
        ${storable(model)}::text, ${startedAt}::timestamptz, ${usd}, ${tokens},
        now() + ${reservedMs} * interval '1 millisecond'
      where (select count(*) from room where dollars = 'enough' and tokens = 'enough') = ${budgets.length}::int
      on conflict (id) do nothing returning id
    ), set_aside as (
      update model_budgets b
      set reserved_usd = b.reserved_usd + ${usd}, reserved_tokens = b.reserved_tokens + ${tokens}
      from held h
      where b.scope = h.scope and b.subject = h.subject and b.period = h.period
        and b.starts_on = h.starts_on and exists (select from kept)
    )
    select held.position is not null as "isOpen", coalesce(dollars, 'enough') as dollars,
      coalesce(tokens, 'enough') as tokens
    from asked left join held using (position) left join room using (position) order by position`
}

/** A model without a price is bound by limits in tokens alone. */
function rowsOf({ budgets, estimate }: Reservation) {
  return budgets.map(({ scope, subject, period, startsOn, limits }, position) => ({
    position,
    scope,
    subject,
    period,
    starts_on: startsOn,
    most_usd: estimate.cost === null ? null : mostOf(limits, 'dollars', exactDollars),
    most_tokens: mostOf(limits, 'tokens', String),
  }))
}

function mostOf(
  limits: readonly Limit[],
  unit: Limit['unit'],
  say: (amount: bigint) => string,
): string | null {
  const limit = limits.find((one) => one.unit === unit)
  return limit ? say(limit.most) : null
}

export async function openBudgets(sql: Sql, budgets: readonly Budget[]): Promise<void> {
  const rows = budgets.map(({ scope, subject, period, startsOn }) => ({
    scope,
    subject,
    period,
    starts_on: startsOn,
  }))
  await sql`
    insert into model_budgets (scope, subject, period, starts_on)
    select * from json_to_recordset(${jsonOf(rows)}::text::json)
      as b(scope text, subject text, period text, starts_on date)
    order by scope, subject, period on conflict do nothing`
}
