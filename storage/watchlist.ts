import { AppError } from '../core/errors.ts'
import { storable } from '../core/text.ts'
import { mostWatched, type WatchedSymbol, type Watcher, type Watchlist } from '../core/watchlist.ts'
import type { Sql } from './database.ts'
import { steadily } from './steady.ts'

export function postgresWatchlist(sql: Sql): Watchlist {
  return {
    list: (watcher) => steadily(() => list(sql, watcher)),
    add: (watcher, symbol) => steadily(() => add(sql, watcher, symbol)),
    remove: (watcher, symbol) => steadily(() => remove(sql, watcher, symbol)),
  }
}

async function list(sql: Sql, { organisationId, userId }: Watcher) {
  return sql<WatchedSymbol[]>`
    select symbol, added_at as "addedAt" from watchlist
    where organisation_id = ${organisationId} and user_id = ${userId} order by added_at, symbol`
}

const longestSymbol = 40

async function add(sql: Sql, { organisationId, userId }: Watcher, symbol: string): Promise<void> {
  if (symbol === '' || symbol.length > longestSymbol || symbol !== storable(symbol)) {
    throw new AppError('invalid', 'no symbol to watch')
  }
  const [{ isFull }] = await sql<[{ isFull: boolean }]>`
    with before as (
      select count(*) as symbols, coalesce(bool_or(symbol = ${symbol}), false) as has
      from watchlist where organisation_id = ${organisationId} and user_id = ${userId}
    ), added as (
      insert into watchlist (organisation_id, user_id, symbol)
      select ${organisationId}, ${userId}, ${symbol} from before where symbols < ${mostWatched}
      on conflict do nothing
    )
    select symbols >= ${mostWatched} and not has as "isFull" from before`
  if (isFull) throw full()
}

async function remove(sql: Sql, { organisationId, userId }: Watcher, symbol: string) {
  await sql`
    delete from watchlist where organisation_id = ${organisationId}
      and user_id = ${userId} and symbol = ${storable(symbol)}`
}

function full(): AppError {
  const said = `Your watchlist is full: it holds ${mostWatched} symbols. Take one off first.`
  return new AppError('invalid', 'a watchlist is full', { said })
}
