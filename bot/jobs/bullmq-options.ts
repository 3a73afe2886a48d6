import type { WorkerOptions } from 'bullmq'

/** A failure that is to be tried again after a while. */
export class Later extends Error {
  readonly delayMs: number

  constructor(message: string, delayMs: number) {
    super(message)
    this.delayMs = delayMs
  }
}

/** More than there ever are: how often a job is tried is not BullMQ's to say. */
const endless = 1_000_000
const daySeconds = 86_400

export const jobOptions = {
  attempts: endless,
  backoff: { type: 'custom' },
  // A job that is kept makes its key known.
  removeOnComplete: { age: daySeconds, count: 10_000 },
  removeOnFail: { age: 30 * daySeconds, count: 1_000 },
}

/** Asks nothing of Redis before the first job: with these a queue can be made while Redis is down. */
export const queueOptions = { skipVersionCheck: true, skipWaitingForReady: true }

export function workerOptions(leaseMs: number): Omit<WorkerOptions, 'connection'> {
  return {
    lockDuration: leaseMs,
    stalledInterval: leaseMs,
    maxStalledCount: endless,
    settings: {
      backoffStrategy: (_made, _type, error) => (error instanceof Later ? error.delayMs : 0),
    },
  }
}
