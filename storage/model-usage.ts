import type { Picodollars } from '../core/money.ts'
import { parseDollars } from '../core/money.ts'
import type { Fragment, Sql } from './database.ts'

export type Grouping = 'model' | 'user' | 'organisation' | 'project'

/** What the calls of one group used. */
export interface ModelUse {
  readonly name: string
  readonly calls: number
  /** Those that did not end well. */
  readonly failed: number
  readonly inputTokens: number
  readonly cachedInputTokens: number
  readonly outputTokens: number
  readonly cost: Picodollars
  /** Calls that used something whose cost is unknown, and is not in `cost`. */
  readonly unpriced: number
}

/** What models used from one moment up to another, the costliest first. */
export async function usageOf(
  sql: Sql,
  by: Grouping,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<readonly ModelUse[]> {
  const rows = await sql<(Omit<ModelUse, 'cost'> & { readonly cost: string })[]>`
    select ${nameOf(sql, by)} as name, count(*)::int as calls,
      count(*) filter (where outcome is distinct from 'done')::int as failed,
      coalesce(sum(input_tokens), 0)::bigint as "inputTokens",
      coalesce(sum(cached_tokens), 0)::bigint as "cachedInputTokens",
      coalesce(sum(output_tokens), 0)::bigint as "outputTokens",
      coalesce(sum(cost_usd), 0)::text as cost,
      count(*) filter (where cost_usd is null and input_tokens + output_tokens > 0)::int as unpriced
    from model_calls c
    left join organisations o on o.id = c.organisation_id
    left join users u on u.id::text = c.user_id
    where started_at >= ${from} and started_at < ${to}
    group by 1 order by sum(cost_usd) desc nulls last, count(*) desc, 1`
  return rows.map((row) => ({ ...row, cost: parseDollars(row.cost) ?? 0n }))
}

/** People know each other by name, and two of the same name by the rest. */
function nameOf(sql: Sql, by: Grouping): Fragment {
  const names = {
    model: sql`c.provider || ' ' || c.model`,
    user: sql`coalesce(u.name || ' ', '') || c.user_id`,
    organisation: sql`coalesce(o.name || ' ', '') || c.organisation_id`,
    project: sql`c.project`,
  }
  return names[by]
}
