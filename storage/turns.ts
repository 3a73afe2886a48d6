import type { TurnStore } from '../core/turn-store.ts'
import type { Sql } from './database.ts'
import { receive } from './inbox.ts'
import { claim, releaseAll, renew } from './leases.ts'
import { afterPost, beforePost, posts } from './posts.ts'
import { keepReply } from './replies.ts'
import { endTurn, handOver, postpone, requestStop } from './turn-ends.ts'
import { find, recent, thread } from './turn-record.ts'

/** Turns in Postgres, embedded or on a server. */
export function postgresTurns(sql: Sql): TurnStore {
  return {
    receive: (message) => receive(sql, message),
    claim: (owner, leaseMs, scope) => claim(sql, { owner, leaseMs, scope }),
    renew: (lease, leaseMs) => renew(sql, lease, leaseMs),
    releaseAll: (owner) => releaseAll(sql, owner),
    keepReply: (lease, turnId, reply) => keepReply(sql, lease, turnId, reply),
    end: (lease, turnId, end) => endTurn(sql, lease, turnId, end),
    postpone: (lease, turnId, delayMs) => postpone(sql, lease, turnId, delayMs),
    handOver: (lease, turnId) => handOver(sql, lease, turnId),
    requestStop: (turnId) => requestStop(sql, turnId),
    posts: (turnId) => posts(sql, turnId),
    beforePost: (lease, turnId, post) => beforePost(sql, lease, turnId, post),
    afterPost: (lease, turnId, post) => afterPost(sql, lease, turnId, post),
    find: (turnId) => find(sql, turnId),
    recent: (threadId, limit) => recent(sql, threadId, limit),
    thread: (threadId, limit) => thread(sql, threadId, limit),
  }
}
