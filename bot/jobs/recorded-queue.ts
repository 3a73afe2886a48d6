import { AppError } from '../../core/errors.ts'
import type { JobOutcome, JobRecord, JobRun, NewJob } from '../../core/job-store.ts'
import type { Logger } from '../../core/logger.ts'
import { onePump } from '../pump.ts'
import type { JobQueue, Work } from './job-queue.ts'

export interface RecordedQueueDeps {
  /** Where jobs wait and are given out; it may lose all of them at any moment. */
  readonly queue: JobQueue
  readonly record: JobRecord
  readonly logger: Logger
  /** How soon a job that was lost is there again. */
  readonly restoreEveryMs?: number
}

/** Far more than are ever overdue; what is left comes when these have ended. */
const mostAtOnce = 1_000
const againMs = 5_000

/**
 * A queue that loses nothing though the one behind it may: every job is a row first, and what is due by its row and
 * has not ended is put back again and again, which a queue that has it still does not mind. A job that was running
 * while it was lost may be run twice.
 */
export function recordedQueue(deps: RecordedQueueDeps): JobQueue {
  const { queue, record, logger, restoreEveryMs = 10_000 } = deps
  let stopRestoring = async () => {}

  async function enqueue(job: NewJob): Promise<void> {
    await record.enqueue(job)
    await put(job)
  }

  /** The outage is logged where it is noticed, and what could not be put there now is put there later. */
  async function put(job: NewJob): Promise<void> {
    try {
      await queue.enqueue(job)
    } catch (error) {
      if (AppError.from(error).code !== 'unavailable') throw error
    }
  }

  function start(names: readonly string[], work: Work): void {
    queue.start(names, (run, signal) => recorded(run, () => work(run, signal)))
    const pump = onePump(() => restore(names), cannotRestore)
    const timer = setInterval(pump.wake, restoreEveryMs)
    stopRestoring = () => {
      clearInterval(timer)
      return pump.idle()
    }
    pump.wake()
  }

  async function restore(names: readonly string[]): Promise<void> {
    for (const job of await record.due(names, restoreEveryMs, mostAtOnce)) await put(job)
  }

  /** Noted before the queue hears of it: a queue that forgot may give the job out again, and is told that it ended. */
  async function recorded(run: JobRun, work: () => Promise<JobOutcome>): Promise<JobOutcome> {
    try {
      if (await record.hasEnded(run)) return { type: 'done' }
      const outcome = await work()
      await record.note(run, outcome)
      return outcome
    } catch (error) {
      logger.error({ err: error, job: run.name }, 'could not record what became of a job')
      return { type: 'retry', delayMs: againMs, failure: AppError.from(error).message }
    }
  }

  function cannotRestore(error: unknown): void {
    logger.warn({ err: error }, 'could not look for jobs that were lost')
  }

  async function stop(limitMs: number): Promise<void> {
    await stopRestoring()
    await queue.stop(limitMs)
  }

  return { enqueue, start, stop, poisoned: (limit) => record.poisoned(limit) }
}
