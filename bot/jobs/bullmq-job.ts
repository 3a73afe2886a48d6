import { createHash } from 'node:crypto'

import type { Job } from 'bullmq'
import { z } from 'zod'

import type { JobRun, NewJob, PoisonedJob } from '../../core/job-store.ts'

const dataSchema = z.object({ key: z.string(), payload: z.unknown() })

export function dataOf({ key, payload }: NewJob): z.infer<typeof dataSchema> {
  return { key, payload: payload ?? null }
}

/** BullMQ's own ids must not look like numbers and may hold no colons. */
export function idOf(key: string): string {
  return `k${createHash('sha256').update(key).digest('base64url')}`
}

export function runOf(job: Job): JobRun {
  // A run that stalled, because its process died, is an attempt too.
  return { ...triedOf(job), attempt: job.attemptsMade + job.stalledCounter + 1 }
}

export function poisonedOf(job: Job): PoisonedJob {
  const endedAt = new Date(job.finishedOn ?? job.timestamp)
  return { ...triedOf(job), failure: job.failedReason, endedAt }
}

function triedOf(job: Job): JobRun {
  const attempt = job.attemptsMade + job.stalledCounter
  return { name: job.name, ...dataSchema.parse(job.data), attempt }
}
