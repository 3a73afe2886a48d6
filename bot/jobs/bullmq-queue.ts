import {
  type ConnectionOptions,
  type Job,
  Queue,
  UnrecoverableError,
  WaitingError,
  Worker,
} from 'bullmq'

import { AppError } from '../../core/errors.ts'
import type { JobOutcome, NewJob, PoisonedJob } from '../../core/job-store.ts'
import type { Logger } from '../../core/logger.ts'
import { dataOf, idOf, poisonedOf, runOf } from './bullmq-job.ts'
import { jobOptions, Later, queueOptions, workerOptions } from './bullmq-options.ts'
import type { JobQueue, Work } from './job-queue.ts'

export interface BullmqQueueDeps {
  readonly redis: {
    /** Fails at once. */
    readonly client: ConnectionOptions
    state(): 'up' | 'down'
    /** Another connection, which waits as long as it takes. */
    connect(): ConnectionOptions
  }
  readonly logger: Logger
  /** Begins all its keys in Redis. */
  readonly prefix?: string
  /** How long a dead process keeps its jobs. */
  readonly leaseMs?: number
  /** How many runs of one job there may be here at once. */
  readonly concurrency?: number
}

/** What closing may take once everything has ended. */
const closeMs = 1_000

/** Jobs in Redis, shared by all replicas: one BullMQ queue for each name. */
export function bullmqQueue(deps: BullmqQueueDeps): JobQueue {
  const { redis, logger, prefix = 'hub:jobs', leaseMs = 30_000, concurrency = 2 } = deps
  const queues = new Map<string, Queue>()
  const workers: Worker[] = []
  const leaving = new AbortController()

  function queueOf(name: string): Queue {
    const found = queues.get(name)
    if (found) return found
    const queue = new Queue(name, { ...queueOptions, connection: redis.client, prefix })
    queue.on('error', complain)
    queues.set(name, queue)
    return queue
  }

  async function enqueue(job: NewJob): Promise<void> {
    const options = { ...jobOptions, jobId: idOf(job.key), delay: Math.max(0, job.delayMs) }
    await asked(redis, () => queueOf(job.name).add(job.name, dataOf(job), options))
  }

  function start(names: readonly string[], work: Work): void {
    const options = { ...workerOptions(leaseMs), connection: redis.connect(), prefix, concurrency }
    for (const name of names) {
      queueOf(name)
      const worker = new Worker(name, (job, token) => run(job, token, work), options)
      workers.push(worker.on('error', complain))
    }
  }

  async function run(job: Job, token: string | undefined, work: Work): Promise<void> {
    await tell(await work(runOf(job), leaving.signal), job, token)
  }

  async function stop(limitMs: number): Promise<void> {
    const reason = new DOMException('the process is leaving', 'AbortError')
    const late = setTimeout(() => leaving.abort(reason), limitMs)
    // Without its Redis a worker would wait for ever, and nothing that it did could be recorded.
    const isCut = redis.state() === 'down'
    await settledWithin(limitMs + closeMs, Promise.all(workers.map((one) => one.close(isCut))))
    clearTimeout(late)
    leaving.abort(reason)
  }

  async function poisoned(limit: number): Promise<readonly PoisonedJob[]> {
    const all = [...queues.values()]
    const failed = () => Promise.all(all.map((queue) => queue.getFailed(0, limit - 1)))
    return newestFirst(await asked(redis, failed)).slice(0, limit)
  }

  /** The outage itself is logged where the connection is. */
  function complain(error: Error): void {
    if (redis.state() === 'up') logger.warn({ reason: error.message }, 'BullMQ complains')
  }

  return { enqueue, start, stop, poisoned }
}

/** Tells BullMQ what became of a run, in its own words. */
async function tell(outcome: JobOutcome, job: Job, token: string | undefined): Promise<void> {
  switch (outcome.type) {
    case 'done':
      return
    case 'retry':
      throw new Later(outcome.failure, outcome.delayMs)
    case 'poisoned':
      throw new UnrecoverableError(outcome.failure)
    case 'handed over':
      await job.moveToWait(token)
      throw new WaitingError()
  }
}

async function settledWithin(limitMs: number, work: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, limitMs)
  await Promise.race([work, late.promise])
  clearTimeout(timer)
}

function newestFirst(jobs: readonly (readonly Job[])[]): readonly PoisonedJob[] {
  const poisoned = jobs.flat().map(poisonedOf)
  return poisoned.toSorted((a, b) => b.endedAt.getTime() - a.endedAt.getTime())
}

/** The driver's errors carry the job's payload: only their message goes on. */
async function asked<T>(redis: BullmqQueueDeps['redis'], ask: () => Promise<T>): Promise<T> {
  if (redis.state() === 'down') throw new AppError('unavailable', 'Redis is down')
  try {
    return await ask()
  } catch (error) {
    throw new AppError('unavailable', `Redis: ${AppError.from(error).message}`)
  }
}
