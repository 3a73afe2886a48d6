import { parseDollars } from '../core/money.ts'
import type { Personal, PersonalUse } from '../core/personal.ts'
import type { Choice } from '../core/types.ts'
import type { Sql } from './database.ts'
import { postgresSettings } from './settings.ts'
import { steadily } from './steady.ts'
import { postgresWatchlist } from './watchlist.ts'

export function postgresPersonal(sql: Sql, examples: readonly Choice[]): Personal {
  return {
    watchlist: postgresWatchlist(sql),
    settings: postgresSettings(sql),
    used: ({ userId }, at) => steadily(() => used(sql, userId, at)),
    examples,
  }
}

/** As the budgets have it, which every call is counted in. */
async function used(sql: Sql, userId: string, at: Date): Promise<PersonalUse> {
  const startsOn = `${at.toISOString().slice(0, 7)}-01`
  const [found] = await sql<{ tokens: number; cost: string }[]>`
    select spent_tokens as tokens, spent_usd::text as cost from model_budgets
    where scope = 'user' and subject = ${userId} and period = 'month'
      and starts_on = ${startsOn}::text::date`
  return { tokens: found?.tokens ?? 0, cost: parseDollars(found?.cost ?? '0') ?? 0n }
}
