import { afterEach, beforeEach } from 'vitest'

import type { NewJob } from '../../core/job-store.ts'
import { openLogger } from '../../core/logger.ts'
import type { Job } from '../../core/types.ts'
import { jobEvents } from './job-events.ts'
import type { JobQueue } from './job-queue.ts'
import { jobRunner, type JobRunner, type JobRunnerDeps } from './job-runner.ts'

/** Where jobs wait: every queue on it is another process's view of the same jobs. */
export interface JobPlace {
  newQueue(): JobQueue
  close(): Promise<void>
}

/** The stage of one test. */
export interface Stage {
  /** Another replica that can run these jobs; not yet started, and stopped when the test is over. */
  runner(jobs: readonly Job[], more?: Partial<JobRunnerDeps>): JobRunner
  /** Puts a job there past all runners. */
  enqueue(job: NewJob): Promise<void>
}

export interface Call {
  readonly payload: unknown
  readonly signal: AbortSignal
}

const logger = openLogger({ level: 'silent' })
const retries = { attempts: 3, backoffMs: 1, longestMs: 10 }

export function stage(open: () => Promise<JobPlace>): Stage {
  let place: JobPlace
  let runners: JobRunner[]

  beforeEach(async () => {
    place = await open()
    runners = []
  })
  afterEach(async () => {
    await Promise.all(runners.map((one) => one.stop(0)))
    await place.close()
  })

  function runner(jobs: readonly Job[], more: Partial<JobRunnerDeps> = {}): JobRunner {
    const events = jobEvents({ logger, metrics: { jobEnded: () => {} } })
    const deps = { queue: place.newQueue(), jobs, events, logger, retries, limitMs: 5_000 }
    const made = jobRunner({ ...deps, ...more })
    runners.push(made)
    return made
  }

  return { runner, enqueue: (job) => place.newQueue().enqueue(job) }
}

/** A job that does as told and remembers its runs. */
export function recorded(
  name: string,
  act: (call: Call, count: number) => Promise<void> = async () => {},
) {
  const calls: Call[] = []
  const waiting = new Map<number, () => void>()
  return {
    name,
    calls,
    async run(payload: unknown, signal: AbortSignal) {
      const call = { payload, signal }
      const count = calls.push(call)
      waiting.get(count)?.()
      await act(call, count)
    },
    /** Resolves when it has been begun that often. */
    async begun(count: number): Promise<void> {
      if (calls.length >= count) return
      await new Promise<void>((resolve) => waiting.set(count, resolve))
    },
  }
}

/** Resolves once what was enqueued before has had its turn. */
export async function quiet(runner: JobRunner, last: ReturnType<typeof recorded>): Promise<void> {
  const count = last.calls.length + 1
  await runner.enqueue(last, null)
  await last.begun(count)
}

/** Events that say when a job was poisoned. */
export function settling() {
  const poisoned = Promise.withResolvers<void>()
  return {
    poisoned: poisoned.promise,
    events: {
      ended(_run: unknown, { type }: { readonly type: string }) {
        if (type === 'poisoned') poisoned.resolve()
      },
      skipped() {},
    },
  }
}
