import { AppError } from '../core/errors.ts'
import { type Grants, permissionsOf, type Role } from '../core/people-store.ts'
import { settingsFrom } from '../core/settings.ts'
import { type ClaimedTurn, type Lease, mostAttempts, type Scope } from '../core/turn-store.ts'
import type { ThreadId } from '../core/types.ts'
import type { Fragment, Sql } from './database.ts'
import { settingsOf } from './settings.ts'
import { turnColumns, turnFrom, type TurnRow } from './turn-rows.ts'

/** A lease, and the turn it was taken for: null when that turn had ended meanwhile. */
interface ClaimRow extends TurnRow {
  readonly leasedThread: ThreadId
  readonly fence: number
  readonly turnId: string | null
  readonly attempt: number
  readonly isWithdrawn: boolean
  readonly userId: string
  readonly roles: readonly Role[] | null
  /** Null where the person chose nothing. */
  readonly settings: unknown
}

interface Claim {
  readonly owner: string
  readonly leaseMs: number
  readonly scope: Scope
  readonly grants: Grants
}

/**
 * Takes the leases of threads, and marks the turns at their heads as running. The organisation with the fewest
 * running turns is next, its longest waiting turn first: a flood of one delays nobody else for long. Heads are
 * looked up before their threads are locked, so one may have ended meanwhile: the update checks again, and a lease
 * taken for nothing is given back.
 */
export async function claim(sql: Sql, asked: Claim): Promise<readonly ClaimedTurn[]> {
  const claims: ClaimedTurn[] = []
  for (const row of await take(sql, asked)) {
    const lease = { owner: asked.owner, threadId: row.leasedThread, fence: row.fence }
    if (row.turnId === null) await release(sql, lease)
    else claims.push(claimed(lease, row, asked.grants))
  }
  return claims
}

/** How many more threads are tried: other replicas may be taking the first ones just now. */
const spare = 64

/**
 * For how long beyond its lease the process that runs a turn for the last time must have been silent before the turn
 * is given up. It may only be slow, and renews its lease as long as nobody else has it.
 */
const silentMs = 10_000

function take(sql: Sql, { owner, leaseMs, scope }: Claim) {
  const { most = 1 } = scope
  return sql<ClaimRow[]>`
    with head as (
      select distinct on (thread_id) thread_id, organisation_id, id, seq, run_after,
        attempts as tried, attempts between 1 and ${mostAttempts - 1} as is_suspect from turns
      where state in ('queued', 'running') ${inThread(sql, scope)} order by thread_id, seq
    ), leased as (
      select id, organisation_id from threads where lease_owner is not null and lease_until > now()
    ), running as (
      select organisation_id, count(*) as turns from leased group by organisation_id
    ), waiting as (
      select thread_id, id, seq, coalesce(running.turns, 0)
        + row_number() over (partition by organisation_id order by seq) as place,
        is_suspect and case when first_value(tried) over suspects = ${mostAttempts - 1}
          then row_number() over suspects > 1 else tried = ${mostAttempts - 1} end as has_to_wait,
        case when tried >= ${mostAttempts} then ${silentMs} else 0 end as silent_ms
      from head left join running using (organisation_id)
      where run_after <= now() and thread_id not in (select id from leased) and ${inScope(sql, scope)}
      window suspects as (partition by is_suspect order by seq)
      order by place, seq limit ${most + spare}
    ), free as (
      select threads.id as thread_id, waiting.id as turn_id, waiting.place, waiting.seq
      from waiting join threads on threads.id = waiting.thread_id
      where not has_to_wait and (threads.lease_until is null
        or threads.lease_until < now() - silent_ms * interval '1 millisecond')
      order by waiting.place, waiting.seq limit ${most}
      for update of threads skip locked
    ), taken as (
      update threads set lease_owner = ${owner}, fence = fence + 1,
        lease_until = now() + ${leaseMs} * interval '1 millisecond'
      from free where threads.id = free.thread_id
      returning threads.id, threads.fence, free.turn_id, free.place, free.seq
    ), begun as (
      update turns set state = 'running', attempts = attempts + 1, fence = taken.fence
      from taken where turns.id = taken.turn_id and turns.state in ('queued', 'running')
      returning turns.id, turns.attempts
    )
    select ${turnColumns(sql)}, taken.id as "leasedThread", taken.fence, begun.id as "turnId",
      begun.attempts as attempt, t.withdrawn as "isWithdrawn", ${askerColumns(sql)}
    from taken left join begun on begun.id = taken.turn_id
    left join turns t on t.id = begun.id
    left join messages m on m.id = t.message_id
    left join organisations o on o.id = m.organisation_id
    left join identities i
      on (i.channel, i.organisation_id, i.external_id) = (m.channel, m.organisation_id, m.author_id)
    left join roles r
      on (r.channel, r.organisation_id, r.external_id) = (m.channel, m.organisation_id, m.author_id)
    order by taken.place, taken.seq`
}

/** Who asked, out of identities i, roles r and organisations o. */
function askerColumns(sql: Sql): Fragment {
  const settings = settingsOf(sql, sql`o.id`, sql`i.user_id`)
  return sql`i.user_id as "userId", r.roles, ${settings} as settings`
}

function inThread(sql: Sql, { threadId }: Scope): Fragment {
  return threadId ? sql`and thread_id = ${threadId}` : sql``
}

function inScope(sql: Sql, { channels, except = [], triedAtMost }: Scope): Fragment {
  const inLimit = triedAtMost === undefined ? sql`` : sql`and tried <= ${triedAtMost}`
  return sql`split_part(thread_id, ':', 1) = any(${[...channels]}::text[])
    and thread_id <> all(${[...except]}::text[]) ${inLimit}`
}

function claimed(lease: Lease, row: ClaimRow, grants: Grants): ClaimedTurn {
  const principal = {
    userId: row.userId,
    organisationId: row.organisationId,
    name: row.authorName,
    permissions: permissionsOf(row.roles ?? [], grants),
    settings: settingsFrom(row.settings),
  }
  const { attempt, isWithdrawn } = row
  return { lease, turn: { ...turnFrom(row), state: 'running' }, principal, attempt, isWithdrawn }
}

/** Keeps the lease, unless its turn is no longer to be run; says whether that was asked to stop. */
export async function renew(sql: Sql, lease: Lease, leaseMs: number): Promise<boolean> {
  const [row] = await sql<{ stop: boolean }[]>`
    update threads set lease_until = now() + ${leaseMs} * interval '1 millisecond'
    from turns
    where threads.id = ${lease.threadId} and threads.fence = ${lease.fence}
      and lease_owner = ${lease.owner}
      and thread_id = threads.id and state = 'running' and turns.fence = threads.fence
    returning stop_requested as stop`
  if (!row) throw leaseLost(lease)
  return row.stop
}

/** Does nothing when the lease was lost already. */
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
