import { AppError } from '../core/errors.ts'
import type { ClaimedJob, JobOutcome, JobStore, NewJob, PoisonedJob } from '../core/job-store.ts'
import { storable } from '../core/text.ts'
import type { Fragment, Sql } from './database.ts'
import { jsonOf } from './json.ts'

/** Jobs in Postgres, embedded or on a server. */
export function postgresJobs(sql: Sql): JobStore {
  return {
    enqueue: (job) => enqueue(sql, job),
    claim: (names, leaseMs) => claim(sql, names, leaseMs),
    renew: (job, leaseMs) => change(sql, job, sql`due_at = ${inMs(sql, leaseMs)}`),
    settle: (job, outcome) => settle(sql, job, outcome),
    poisoned: (limit) => poisoned(sql, limit),
    forget: (age) => forget(sql, age),
  }
}

async function enqueue(sql: Sql, { name, key, payload, delayMs }: NewJob): Promise<void> {
  await sql`
    insert into jobs (name, key, payload, due_at)
    values (${name}, ${storable(key)}, ${jsonOf(payload ?? null)}::text::json, ${inMs(sql, delayMs)})
    on conflict do nothing`
}

async function claim(
  sql: Sql,
  names: readonly string[],
  leaseMs: number,
): Promise<ClaimedJob | null> {
  const [job] = await sql<ClaimedJob[]>`
    with due as (
      select name, key from jobs
      where ended_at is null and due_at <= now() and name = any(${[...names]}::text[])
      order by due_at limit 1 for update skip locked
    )
    update jobs set state = 'running', attempts = attempts + 1, fence = fence + 1,
      due_at = ${inMs(sql, leaseMs)}
    from due where jobs.name = due.name and jobs.key = due.key
    returning jobs.name, jobs.key, payload, attempts as attempt, fence`
  return job ?? null
}

async function settle(sql: Sql, job: ClaimedJob, outcome: JobOutcome): Promise<void> {
  switch (outcome.type) {
    case 'done':
      await change(sql, job, done(sql))
      break
    case 'retry':
      await change(sql, job, postponed(sql, outcome.delayMs, outcome.failure))
      break
    case 'poisoned':
      await change(sql, job, buried(sql, outcome.failure))
      break
    case 'handed over':
      await change(sql, job, sql`state = 'queued', attempts = attempts - 1, due_at = now()`)
      break
  }
}

export function done(sql: Sql): Fragment {
  return sql`state = 'done', failure = null, ended_at = now()`
}

export function postponed(sql: Sql, delayMs: number, failure: string): Fragment {
  return sql`state = 'queued', failure = ${storable(failure)}, due_at = ${inMs(sql, delayMs)}`
}

export function buried(sql: Sql, failure: string): Fragment {
  return sql`state = 'poisoned', failure = ${storable(failure)}, ended_at = now()`
}

/** Changes a running job under its fence. */
async function change(sql: Sql, { name, key, fence }: ClaimedJob, to: Fragment): Promise<void> {
  const [changed] = await sql<{ name: string }[]>`
    update jobs set ${to}
    where name = ${name} and key = ${key} and fence = ${fence} and state = 'running' returning name`
  if (!changed) throw new AppError('conflict', `the lease ${fence} of job ${name} was lost`)
}

async function poisoned(sql: Sql, limit: number): Promise<readonly PoisonedJob[]> {
  return sql<PoisonedJob[]>`
    select name, key, payload, attempts as attempt, failure, ended_at as "endedAt" from jobs
    where state = 'poisoned' order by ended_at desc limit ${limit}`
}

async function forget(
  sql: Sql,
  { doneMs, poisonedMs }: { doneMs: number; poisonedMs: number },
): Promise<void> {
  await sql`
    delete from jobs
    where ended_at < case state when 'done' then ${inMs(sql, -doneMs)} else ${inMs(sql, -poisonedMs)} end`
}

function inMs(sql: Sql, ms: number): Fragment {
  return sql`now() + ${ms} * interval '1 millisecond'`
}
