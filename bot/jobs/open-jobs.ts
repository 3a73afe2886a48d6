import type { JobRecord, JobStore } from '../../core/job-store.ts'
import type { Logger } from '../../core/logger.ts'
import type { Metrics } from '../../core/metrics.ts'
import type { Job } from '../../core/types.ts'
import type { BullmqQueueDeps } from './bullmq-queue.ts'
import { jobEvents } from './job-events.ts'
import type { JobQueue } from './job-queue.ts'
import { type JobRunner, jobRunner } from './job-runner.ts'
import { recordedQueue } from './recorded-queue.ts'
import { storeQueue } from './store-queue.ts'

export interface JobsDeps {
  readonly jobs: readonly Job[]
  /** Where jobs wait, and are on record; null where there is none, and they wait in the store. */
  readonly redis: BullmqQueueDeps['redis'] | null
  readonly record: JobRecord
  readonly store: JobStore
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'jobEnded'>
}

/** Background work, running, with the jobs that have a schedule planned. */
export async function openJobs(deps: JobsDeps): Promise<JobRunner> {
  const { jobs, logger, metrics } = deps
  const queue = await openQueue(deps)
  const runner = jobRunner({ queue, jobs, events: jobEvents({ logger, metrics }), logger })
  for (const job of jobs) if (job.schedule) runner.schedule(job, job.schedule)
  runner.start()
  return runner
}

/** BullMQ is loaded only where it has a Redis to work with. */
async function openQueue({ redis, record, store, logger }: JobsDeps): Promise<JobQueue> {
  if (redis === null) return storeQueue({ store, logger })
  const { bullmqQueue } = await import('./bullmq-queue.ts')
  return recordedQueue({ queue: bullmqQueue({ redis, logger }), record, logger })
}
