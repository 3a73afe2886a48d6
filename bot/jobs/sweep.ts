import type { JobStore } from '../../core/job-store.ts'
import type { Logger } from '../../core/logger.ts'
import type { Job } from '../../core/types.ts'

export interface SweepDeps {
  /** Deletes what turns left behind that have ended, and says how many pages that were. */
  readonly sweepCheckpoints: () => Promise<number>
  /** Deletes the record of model calls that is older than anybody wants it, and says how many calls that were. */
  readonly sweepModelCalls: () => Promise<number>
  readonly store: Pick<JobStore, 'forget'>
  readonly logger: Logger
}

const dayMs = 86_400_000
/** Failures are kept for longer, for somebody to look into. */
const ages = { doneMs: 7 * dayMs, poisonedMs: 30 * dayMs }

/** Every night: deletes what nobody will ask for again. */
export function sweep({ sweepCheckpoints, sweepModelCalls, store, logger }: SweepDeps): Job {
  async function run(_payload: unknown, signal: AbortSignal): Promise<void> {
    const pages = await sweepCheckpoints()
    // A turn takes its own with it when it ends: whatever is found here should not have been.
    if (pages > 0) logger.warn({ pages }, 'checkpoints of ended turns deleted')
    signal.throwIfAborted()
    const calls = await sweepModelCalls()
    if (calls > 0) logger.info({ calls }, 'old model calls deleted')
    signal.throwIfAborted()
    await store.forget(ages)
  }

  return { name: 'hub.sweep', schedule: { cron: '17 3 * * *' }, run }
}
