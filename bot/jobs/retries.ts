import type { JobOutcome } from '../../core/job-store.ts'

export interface Retries {
  /** How often a job is tried before it counts as poisoned. */
  readonly attempts: number
  /** The wait after the first failure; it doubles with each, a little apart, up to `longestMs`. */
  readonly backoffMs: number
  readonly longestMs: number
}

export const defaultRetries: Retries = { attempts: 5, backoffMs: 2_000, longestMs: 600_000 }

/** What follows a failed attempt. `random` is in [0, 1). */
export function afterFailure(
  attempt: number,
  failure: string,
  { attempts, backoffMs, longestMs }: Retries,
  random = Math.random(),
): JobOutcome {
  if (attempt >= attempts) return { type: 'poisoned', failure }
  const fullMs = Math.min(backoffMs * 2 ** (attempt - 1), longestMs)
  return { type: 'retry', delayMs: Math.round(fullMs * (0.8 + 0.2 * random)), failure }
}
