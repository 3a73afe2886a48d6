import type { JobOutcome, JobRun } from '../../core/job-store.ts'
import type { Logger } from '../../core/logger.ts'

export interface JobEvents {
  /** A run ended. `error` is what it failed with. */
  ended(run: JobRun, outcome: JobOutcome, tookMs: number, error?: unknown): void
  /** A planned run that no schedule asks for any more. */
  skipped(run: JobRun): void
}

export interface JobEventsDeps {
  readonly logger: Logger
  readonly metrics: { jobEnded(job: string, outcome: string, tookMs: number): void }
}

/** Counts and logs what becomes of jobs. */
export function jobEvents({ logger, metrics }: JobEventsDeps): JobEvents {
  return {
    ended({ name, key, attempt }, outcome, tookMs, error) {
      metrics.jobEnded(name, outcome.type.replace(' ', '_'), tookMs)
      const data = { job: name, key, attempt, outcome: outcome.type, tookMs: Math.round(tookMs) }
      if (outcome.type === 'poisoned') logger.error({ ...data, err: error }, 'job ended')
      else if (outcome.type === 'retry') logger.warn({ ...data, err: error }, 'job ended')
      else logger.info(data, 'job ended')
    },
    skipped({ name, key }) {
      logger.info({ job: name, key }, 'job skipped')
    },
  }
}
