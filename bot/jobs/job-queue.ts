import type { JobOutcome, JobRun, NewJob, PoisonedJob } from '../../core/job-store.ts'

/** Runs one job and says what became of it; never rejects. `signal` says that the process is leaving. */
export type Work = (run: JobRun, signal: AbortSignal) => Promise<JobOutcome>

/** Where jobs wait. A run is repeated unless its outcome was recorded: at least once, never lost. */
export interface JobQueue {
  /** Durable once it resolves; rejects when it cannot be. */
  enqueue(job: NewJob): Promise<void>
  /** Gives the jobs of these names to `work`. */
  start(names: readonly string[], work: Work): void
  /** Takes no more, waits for the running ones, and calls off what has not ended in time. */
  stop(limitMs: number): Promise<void>
  /** Newest first. */
  poisoned(limit: number): Promise<readonly PoisonedJob[]>
}
