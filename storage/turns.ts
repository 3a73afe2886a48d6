import { type Grants, usualGrants } from '../core/people-store.ts'
import type { TurnStore } from '../core/turn-store.ts'
import { keepAttachments } from './attachments.ts'
import { edit, withdraw } from './changes.ts'
import type { Database } from './database.ts'
import { rate } from './feedback.ts'
import { releaseGone } from './gone-owners.ts'
import { history, summarise } from './history.ts'
import { inbox } from './inbox.ts'
import { claim, release, releaseAll, renew } from './leases.ts'
import { afterPost, beforePost, posts } from './posts.ts'
import { keepReply } from './replies.ts'
import { steadily } from './steady.ts'
import { endTurn, handOver, postpone, requestStop, showAgain, survived } from './turn-ends.ts'
import { find, recent, said, thread, unfinishedBefore, unfinishedIn } from './turn-record.ts'
import { type Told, unpacking } from './unpack.ts'

/** Turns in Postgres, embedded or on a server. What is safe to repeat outlasts a restart of the server. */
export function postgresTurns(
  { sql, intake }: Pick<Database, 'sql' | 'intake'>,
  grants: Grants = usualGrants,
  told: Told = {},
): TurnStore {
  const unpack = unpacking(sql, told)
  const take = inbox(intake)
  /** For what looks at turns that nobody has claimed yet: they may still be in the inbox. */
  const unpacked = <T>(work: () => Promise<T>) => steadily(unpack).then(work)

  return {
    receive: (message) => steadily(() => take(message)),
    // Repeated they may say that nothing changed; the turn waits all the same.
    edit: (message) => unpacked(() => steadily(() => edit(sql, message))),
    withdraw: (key) => unpacked(() => steadily(() => withdraw(sql, key))),
    // Repeated it would take a second thread; whoever claims gives the first back.
    claim: (owner, leaseMs, scope) => unpacked(() => claim(sql, { owner, leaseMs, scope, grants })),
    renew: (lease, leaseMs) => steadily(() => renew(sql, lease, leaseMs)),
    letGo: (lease) => steadily(() => release(sql, lease)),
    releaseAll: (owner, but) => steadily(() => releaseAll(sql, owner, but)),
    releaseGone: () => steadily(() => releaseGone(sql)),
    keepReply: (lease, turnId, reply) => steadily(() => keepReply(sql, lease, turnId, reply)),
    keepAttachments: (lease, turnId, attachments) =>
      steadily(() => keepAttachments(sql, lease, { turnId, attachments })),
    end: (lease, turnId, end) => steadily(() => endTurn(sql, lease, turnId, end)),
    postpone: (lease, turnId, delayMs) => steadily(() => postpone(sql, lease, turnId, delayMs)),
    handOver: (lease, turnId) => steadily(() => handOver(sql, lease, turnId)),
    // Repeated it would count twice.
    survived: (lease, turnId) => survived(sql, lease, turnId),
    showAgain: (lease, turnId) => steadily(() => showAgain(sql, lease, turnId)),
    // Repeated it would say that there was nothing to stop.
    requestStop: (turnId) => unpacked(() => requestStop(sql, turnId)),
    unfinishedBefore: (turnId) => unpacked(() => steadily(() => unfinishedBefore(sql, turnId))),
    unfinishedIn: (threadId) => unpacked(() => steadily(() => unfinishedIn(sql, threadId))),
    posts: (turnId) => steadily(() => posts(sql, turnId)),
    beforePost: (lease, turnId, post) => steadily(() => beforePost(sql, lease, turnId, post)),
    afterPost: (lease, turnId, post) => steadily(() => afterPost(sql, lease, turnId, post)),
    said: (key) => unpacked(() => steadily(() => said(sql, key))),
    find: (turnId) => unpacked(() => steadily(() => find(sql, turnId))),
    history: (turnId, most) => steadily(() => history(sql, turnId, most)),
    summarise: (lease, through, summary) =>
      steadily(() => summarise(sql, lease, { through, summary })),
    thread: (threadId, limit) => unpacked(() => steadily(() => thread(sql, threadId, limit))),
    recent: (author, most) => unpacked(() => steadily(() => recent(sql, author, most))),
    rate: (rating) => unpacked(() => steadily(() => rate(sql, rating))),
  }
}
