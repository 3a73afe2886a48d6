import { randomUUID } from 'node:crypto'

import { withDeadline } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import type { JobOutcome, JobRun, PoisonedJob } from '../../core/job-store.ts'
import type { Logger } from '../../core/logger.ts'
import { traced } from '../../core/tracing.ts'
import type { Job, Schedule } from '../../core/types.ts'
import type { JobEvents } from './job-events.ts'
import type { JobQueue } from './job-queue.ts'
import { planner } from './planner.ts'
import { afterFailure, defaultRetries, type Retries } from './retries.ts'

export interface EnqueueOptions {
  /** Makes asking again harmless; without one every call is a run of its own. */
  readonly key?: string
  readonly delayMs?: number
}

/** Background work: at least once, so a job must bear being run again after a crash. */
export interface JobRunner {
  /** Before `start`. Its payload is `{ scheduledFor }`, an ISO date-time; one run at a time of all replicas. */
  schedule(job: Job, when: Schedule): void
  /** Durable once it resolves; rejects when it cannot be. */
  enqueue<Payload>(job: Job<Payload>, payload: Payload, options?: EnqueueOptions): Promise<void>
  start(): void
  /** Jobs that failed too often, newest first. */
  poisoned(limit: number): Promise<readonly PoisonedJob[]>
  /** Takes no more, lets running ones end within the limit, and hands over the rest. */
  stop(limitMs: number): Promise<void>
}

export interface JobRunnerDeps {
  readonly queue: JobQueue
  /** All that this process can run. */
  readonly jobs: readonly Job[]
  readonly events: JobEvents
  readonly logger: Logger
  readonly retries?: Retries
  /** The longest that one run may take. */
  readonly limitMs?: number
}

export function jobRunner(deps: JobRunnerDeps): JobRunner {
  const { queue, events, retries = defaultRetries, limitMs = 300_000 } = deps
  const jobs = byName(deps.jobs)
  const plans = planner({ enqueue: (job) => queue.enqueue(job), logger: deps.logger })

  function schedule(job: Job, when: Schedule): void {
    plans.add(known(jobs, job.name).name, when)
  }

  async function enqueue<Payload>(
    job: Job<Payload>,
    payload: Payload,
    { key, delayMs = 0 }: EnqueueOptions = {},
  ): Promise<void> {
    const { name } = known(jobs, job.name)
    const unique = key === undefined ? `once:${randomUUID()}` : `key:${key}`
    await queue.enqueue({ name, key: unique, payload, delayMs })
  }

  function start(): void {
    queue.start([...jobs.keys()], work)
    plans.start()
  }

  async function work(run: JobRun, signal: AbortSignal): Promise<JobOutcome> {
    if (!plans.isWanted(run)) {
      events.skipped(run)
      return { type: 'done' }
    }
    const startedAt = performance.now()
    const { outcome, error } = await attempted(run, signal)
    events.ended(run, outcome, performance.now() - startedAt, error)
    return outcome
  }

  async function attempted(run: JobRun, signal: AbortSignal): Promise<Attempt> {
    if (run.attempt > retries.attempts) return { outcome: { type: 'poisoned', failure: died } }
    try {
      const job = known(jobs, run.name)
      await traced('job', { job: run.name }, () =>
        withDeadline(signal, limitMs, (own) => job.run(run.payload, own)),
      )
      return { outcome: { type: 'done' } }
    } catch (error) {
      if (signal.aborted) return { outcome: { type: 'handed over' } }
      return { outcome: afterFailure(run.attempt, AppError.from(error).message, retries), error }
    }
  }

  async function stop(graceMs: number): Promise<void> {
    plans.stop()
    await queue.stop(graceMs)
  }

  return { schedule, enqueue, start, poisoned: (limit) => queue.poisoned(limit), stop }
}

interface Attempt {
  readonly outcome: JobOutcome
  readonly error?: unknown
}

const died = 'the process died each time it ran this'

function byName(jobs: readonly Job[]): ReadonlyMap<string, Job> {
  const named = new Map(jobs.map((job) => [job.name, job]))
  const wrong = jobs.find(({ name }) => !/^[a-z][a-z0-9.-]*$/.test(name))
  if (wrong) throw new AppError('bug', `a job cannot be called "${wrong.name}"`)
  if (named.size < jobs.length) throw new AppError('bug', 'two jobs have one name')
  return named
}

function known(jobs: ReadonlyMap<string, Job>, name: string): Job {
  const job = jobs.get(name)
  if (!job) throw new AppError('bug', `no job is called ${name}`)
  return job
}
