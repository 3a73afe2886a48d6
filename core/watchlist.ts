import type { Principal } from './types.ts'

/** Whose watchlist it is. */
export type Watcher = Pick<Principal, 'organisationId' | 'userId'>

export interface WatchedSymbol {
  readonly symbol: string
  readonly addedAt: Date
}

/** How many symbols one person may watch. */
export const mostWatched = 100

/** The symbols that people keep an eye on. Safe to repeat. */
export interface Watchlist {
  /** In the order in which they were added. */
  list(watcher: Watcher): Promise<readonly WatchedSymbol[]>
  /** AppError `invalid` when the list is full, or when that can be no symbol. */
  add(watcher: Watcher, symbol: string): Promise<void>
  remove(watcher: Watcher, symbol: string): Promise<void>
}
