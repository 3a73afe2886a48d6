import { AppError } from '../../core/errors.ts'
import type { ClaimedJob, JobStore } from '../../core/job-store.ts'
import type { Logger } from '../../core/logger.ts'
import type { Work } from './job-queue.ts'

export interface ClaimedRunDeps {
  readonly store: Pick<JobStore, 'renew' | 'settle'>
  readonly logger: Logger
  readonly leaseMs: number
  readonly work: Work
}

export interface ClaimedRun {
  /** Resolves when its outcome is recorded, or is another's to record. */
  readonly ended: Promise<void>
  /** The process is leaving: to be handed over. */
  callOff(): void
}

/** Runs a job under its lease and records what became of it. */
export function claimedRun(deps: ClaimedRunDeps, job: ClaimedJob): ClaimedRun {
  const { store, logger, leaseMs, work } = deps
  const leaving = new AbortController()
  return {
    ended: run(),
    callOff: () => leaving.abort(new DOMException('the process is leaving', 'AbortError')),
  }

  async function run(): Promise<void> {
    const heartbeat = setInterval(() => void renew(), leaseMs / 3)
    try {
      await store.settle(job, await work(job, leaving.signal))
    } catch (error) {
      // It is run again when the lease has run out.
      logger.error({ err: error, job: job.name }, 'could not record what became of a job')
    } finally {
      clearInterval(heartbeat)
    }
  }

  async function renew(): Promise<void> {
    try {
      await store.renew(job, leaseMs)
    } catch (error) {
      logger.warn({ err: error, job: job.name }, 'could not renew the lease of a job')
      if (AppError.from(error).code === 'conflict') leaving.abort(error)
    }
  }
}
