import type { JobOutcome, JobRecord, JobRun, NewJob } from '../core/job-store.ts'
import type { Fragment, Sql } from './database.ts'
import { buried, done, postgresJobs, postponed } from './jobs.ts'
import { steadily } from './steady.ts'

/** The record of jobs that wait in Redis, in the rows that they would wait in without it. */
export function postgresJobRecord(sql: Sql): JobRecord {
  const { enqueue, poisoned } = postgresJobs(sql)
  return {
    enqueue: (job) => steadily(() => enqueue(job)),
    poisoned,
    hasEnded: (run) => steadily(() => hasEnded(sql, run)),
    note: (run, outcome) => steadily(() => note(sql, run, outcome)),
    due: (names, withinMs, most) => due(sql, { names, withinMs, most }),
  }
}

async function hasEnded(sql: Sql, { name, key }: JobRun): Promise<boolean> {
  const found = await sql`
    select from jobs where name = ${name} and key = ${key} and ended_at is not null`
  return found.count > 0
}

async function note(sql: Sql, run: JobRun, outcome: JobOutcome): Promise<void> {
  switch (outcome.type) {
    case 'done':
      await change(sql, run, done(sql))
      break
    case 'retry':
      await change(sql, run, postponed(sql, outcome.delayMs, outcome.failure))
      break
    case 'poisoned':
      await change(sql, run, buried(sql, outcome.failure))
      break
    case 'handed over':
      break
  }
}

async function change(sql: Sql, { name, key, attempt }: JobRun, to: Fragment): Promise<void> {
  await sql`
    update jobs set ${to}, attempts = ${attempt}
    where name = ${name} and key = ${key} and ended_at is null`
}

interface Due {
  readonly names: readonly string[]
  readonly withinMs: number
  readonly most: number
}

async function due(sql: Sql, { names, withinMs, most }: Due): Promise<readonly NewJob[]> {
  return sql<NewJob[]>`
    select name, key, payload,
      greatest(0, ceil(extract(epoch from due_at - now()) * 1000))::int as "delayMs"
    from jobs
    where ended_at is null and name = any(${[...names]}::text[])
      and due_at <= now() + ${withinMs} * interval '1 millisecond'
    order by due_at limit ${most}`
}
