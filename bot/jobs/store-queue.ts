import type { JobStore } from '../../core/job-store.ts'
import type { Logger } from '../../core/logger.ts'
import { onePump } from '../pump.ts'
import { type ClaimedRun, claimedRun } from './claimed-run.ts'
import type { JobQueue, Work } from './job-queue.ts'

export interface StoreQueueDeps {
  readonly store: JobStore
  readonly logger: Logger
  /** How long a dead process keeps its jobs. */
  readonly leaseMs?: number
  readonly pollEveryMs?: number
  /** How many jobs may run here at once. */
  readonly concurrency?: number
}

interface Intake {
  names: readonly string[]
  /** Null while no job may be begun. */
  work: Work | null
  close: () => void
}

/** Jobs as rows in the database, run in this process. */
export function storeQueue(deps: StoreQueueDeps): JobQueue {
  const { store, logger, leaseMs = 30_000, pollEveryMs = 1_000, concurrency = 4 } = deps
  const running = new Set<ClaimedRun>()
  const pump = onePump(takeAll, (error) => logger.error({ err: error }, 'could not claim a job'))
  const intake: Intake = { names: [], work: null, close: () => {} }

  function start(names: readonly string[], work: Work): void {
    Object.assign(intake, { names, work })
    const poll = setInterval(() => pump.wake(), pollEveryMs)
    intake.close = () => clearInterval(poll)
    pump.wake()
  }

  async function takeAll(): Promise<void> {
    while (intake.work && running.size < concurrency) {
      const job = await store.claim(intake.names, leaseMs)
      if (!job) return
      const run = claimedRun({ store, logger, leaseMs, work: intake.work }, job)
      running.add(run)
      void run.ended.then(() => forget(run))
    }
  }

  function forget(run: ClaimedRun): void {
    running.delete(run)
    pump.wake()
  }

  async function stop(limitMs: number): Promise<void> {
    intake.work = null
    intake.close()
    await pump.idle()
    const late = setTimeout(() => running.forEach((run) => run.callOff()), limitMs)
    await Promise.all([...running].map(({ ended }) => ended))
    clearTimeout(late)
  }

  return {
    enqueue: (job) => store.enqueue(job).then(() => pump.wake()),
    start,
    stop,
    poisoned: (limit) => store.poisoned(limit),
  }
}
