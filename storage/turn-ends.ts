import type { Lease, Outcome } from '../core/turn-store.ts'
import type { TurnState } from '../core/types.ts'
import type { Fragment, Sql } from './database.ts'
import { leaseLost, release } from './leases.ts'

interface End {
  readonly outcome: Outcome
  readonly failure?: string
}

export async function endTurn(sql: Sql, lease: Lease, turnId: string, end: End): Promise<void> {
  const { outcome, failure } = end
  const change = sql`failure = ${failure ?? null}, ended_at = now()`
  await letGo(sql, { lease, turnId, state: outcome, change })
  // Again: one that was being written when that statement began was not seen by it.
  await sql`delete from checkpoints where turn_id = ${turnId}`
}

/** To be tried again after a while. */
export function postpone(sql: Sql, lease: Lease, turnId: string, delayMs: number) {
  const change = sql`run_after = now() + ${delayMs} * interval '1 millisecond'`
  return letGo(sql, { lease, turnId, state: 'queued', change })
}

/** To be run by another process, as if this one had never begun. */
export function handOver(sql: Sql, lease: Lease, turnId: string) {
  return letGo(sql, { lease, turnId, state: 'queued', change: sql`attempts = attempts - 1` })
}

/** The attempt does not count: whoever lost the lease was slow, and lives. Nothing to do once the turn has ended. */
export async function survived(sql: Sql, lease: Lease, turnId: string): Promise<void> {
  await sql`
    update turns set attempts = greatest(attempts - 1, 0)
    where id = ${turnId} and fence > ${lease.fence} and state in ('queued', 'running')`
}

/**
 * Whoever delivers it now loses the turn, and keeps the thread until it lets go. Before a reply is kept it shows more,
 * and asks what its posts show before it ends: by now nobody knows.
 */
export async function showAgain(sql: Sql, lease: Lease, turnId: string): Promise<void> {
  await sql`
    with spoilt as (
      select id from turns where id = ${turnId} and fence > ${lease.fence}
        and state in ('running', 'done', 'withdrawn') for update
    ), again as (
      update turns set state = 'queued', run_after = now(), ended_at = null,
        attempts = greatest(attempts - 1, 0)
      from spoilt where turns.id = spoilt.id and (reply is not null or state = 'withdrawn')
    )
    update posts set shown = '' from spoilt
    where turn_id = spoilt.id and platform_id is not null`
}

/** A queued turn stops at once; a running one is asked to, and its runner is told. */
export async function requestStop(sql: Sql, turnId: string): Promise<'stopped' | 'asked' | null> {
  const [turn] = await sql<{ state: string }[]>`
    with changed as (
      update turns set
        stop_requested = true,
        state = case state when 'queued' then 'stopped' else state end,
        ended_at = case state when 'queued' then now() end
      where id = ${turnId} and state in ('queued', 'running') returning id, state, ended_at
    ), ${forgotten(sql)}
    select state from changed`
  if (!turn) return null
  return turn.state === 'stopped' ? 'stopped' : 'asked'
}

interface Change {
  readonly lease: Lease
  readonly turnId: string
  readonly state: TurnState
  readonly change: Fragment
}

/**
 * Changes a running turn under its fence and gives its thread back, in one statement. Safe to repeat. Locks the
 * thread before its turn, as a claim does. What a turn that is done shows is its reply: its posts need not say it again.
 */
async function letGo(sql: Sql, { lease, turnId, state, change }: Change): Promise<void> {
  const [changed] = await sql<{ id: string }[]>`
    with place as (
      select id from threads where id = ${lease.threadId} for update
    ), changed as (
      update turns set state = ${state}, ${change} from place
      where turns.id = ${turnId} and thread_id = place.id and fence = ${lease.fence}
        and state = 'running'
      returning turns.id, state, ended_at
    ), said as (
      update posts set shown = '' from changed
      where posts.turn_id = changed.id and changed.state = 'done'
    ), freed as (
      update threads set lease_owner = null, lease_until = null
      where id = ${lease.threadId} and fence = ${lease.fence} and exists (select from changed)
    ), ${forgotten(sql)}
    select id from changed`
  if (changed) return
  if (!(await isSo(sql, { lease, turnId, state }))) throw leaseLost(lease)
  // Others put a turn back into the queue too, and leave the thread to whoever runs it.
  await release(sql, lease)
}

async function isSo(sql: Sql, { lease, turnId, state }: Omit<Change, 'change'>): Promise<boolean> {
  const found = await sql`
    select from turns where id = ${turnId} and fence = ${lease.fence} and state = ${state}`
  return found.count > 0
}

/** A turn that has ended leaves no checkpoints. */
function forgotten(sql: Sql): Fragment {
  return sql`forgotten as (
      delete from checkpoints using changed
      where checkpoints.turn_id = changed.id and changed.ended_at is not null
    )`
}
