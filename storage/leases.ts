import { AppError } from '../core/errors.ts'
import type { ClaimedTurn, Lease, Scope } from '../core/turn-store.ts'
import type { Permission, ThreadId } from '../core/types.ts'
import type { Sql } from './database.ts'
import { turnColumns, turnFrom, type TurnRow } from './turn-rows.ts'

/** A lease, and the turn it was taken for: null when that turn had ended meanwhile. */
interface ClaimRow extends TurnRow {
  readonly leasedThread: ThreadId
  readonly fence: number
  readonly turnId: string | null
  readonly attempt: number
  readonly userId: string
}

/** What everybody may do until roles exist. */
const everybody: readonly Permission[] = ['stocks.read']

interface Claim {
  readonly owner: string
  readonly leaseMs: number
  readonly scope: Scope
}

/**
 * Takes the lease of the thread whose head turn has waited longest, and marks that turn as running.
 * The head is looked up before the thread is locked, so it may have ended meanwhile: the update
 * checks again, and a lease taken for nothing is given back.
 */
export async function claim(sql: Sql, asked: Claim): Promise<ClaimedTurn | null> {
  const [row] = await take(sql, asked)
  if (!row) return null
  const lease = { owner: asked.owner, threadId: row.leasedThread, fence: row.fence }
  if (row.turnId !== null) return claimed(lease, row)
  await release(sql, lease)
  return null
}

function take(sql: Sql, { owner, leaseMs, scope }: Claim) {
  return sql<ClaimRow[]>`
    with head as (
      select distinct on (thread_id) thread_id, id, seq, run_after from turns
      where state in ('queued', 'running') order by thread_id, seq
    ), free as (
      select threads.id as thread_id, head.id as turn_id
      from head join threads on threads.id = head.thread_id
      where threads.channel = any(${[...scope.channels]}::text[])
        and threads.id = coalesce(${scope.threadId ?? null}, threads.id)
        and head.run_after <= now() and (threads.lease_until is null or threads.lease_until < now())
      order by head.seq limit 1
      for update of threads skip locked
    ), leased as (
      update threads set lease_owner = ${owner}, fence = fence + 1,
        lease_until = now() + ${leaseMs} * interval '1 millisecond'
      from free where threads.id = free.thread_id
      returning threads.id, threads.fence
    ), begun as (
      update turns set state = 'running', attempts = attempts + 1, fence = leased.fence
      from free, leased where turns.id = free.turn_id and turns.state in ('queued', 'running')
      returning turns.id, turns.attempts
    )
    select ${turnColumns(sql)}, leased.id as "leasedThread", leased.fence, begun.id as "turnId",
      begun.attempts as attempt, i.user_id as "userId"
    from leased left join begun on true
    left join turns t on t.id = begun.id
    left join messages m on m.id = t.message_id
    left join organisations o on o.id = m.organisation_id
    left join identities i on i.channel = m.channel and i.organisation_id = m.organisation_id
      and i.external_id = m.author_id`
}

function claimed(lease: Lease, row: ClaimRow): ClaimedTurn {
  const principal = {
    userId: row.userId,
    organisationId: row.organisationId,
    name: row.authorName,
    permissions: new Set(everybody),
  }
  return { lease, turn: { ...turnFrom(row), state: 'running' }, principal, attempt: row.attempt }
}

/** Keeps the lease; says whether the running turn was asked to stop. */
export async function renew(sql: Sql, lease: Lease, leaseMs: number): Promise<boolean> {
  const [row] = await sql<{ stop: boolean }[]>`
    update threads set lease_until = now() + ${leaseMs} * interval '1 millisecond'
    where id = ${lease.threadId} and fence = ${lease.fence} and lease_owner = ${lease.owner}
    returning exists (
      select from turns where thread_id = ${lease.threadId} and state = 'running' and stop_requested
    ) as stop`
  if (!row) throw leaseLost(lease)
  return row.stop
}

export async function release(sql: Sql, lease: Lease): Promise<void> {
  await sql`
    update threads set lease_owner = null, lease_until = null
    where id = ${lease.threadId} and fence = ${lease.fence}`
}

export async function releaseAll(sql: Sql, owner: string, but: readonly ThreadId[] = []) {
  await sql`
    update threads set lease_owner = null, lease_until = null
    where lease_owner = ${owner} and id <> all(${[...but]}::text[])`
}

export function leaseLost(lease: Lease): AppError {
  return new AppError('conflict', `the lease ${lease.fence} of ${lease.threadId} was lost`)
}
