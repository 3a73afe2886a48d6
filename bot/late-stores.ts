import type { CallStore } from '../core/call-store.ts'
import type { Watchlist } from '../core/watchlist.ts'

/** For projects, which are made while the database opens: each verb waits for it. */
export function lateCalls(opened: Promise<CallStore>): CallStore {
  return {
    latest: async (...asked) => (await opened).latest(...asked),
    due: async (asked) => (await opened).due(asked),
    noteTried: async (calls) => (await opened).noteTried(calls),
    score: async (scores) => (await opened).score(scores),
    counts: async (...asked) => (await opened).counts(...asked),
    scored: async (...asked) => (await opened).scored(...asked),
  }
}

export function lateWatchlist(opened: Promise<Watchlist>): Watchlist {
  return {
    list: async (watcher) => (await opened).list(watcher),
    add: async (...asked) => (await opened).add(...asked),
    remove: async (...asked) => (await opened).remove(...asked),
  }
}
