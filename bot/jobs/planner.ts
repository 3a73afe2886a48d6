import { AppError } from '../../core/errors.ts'
import type { NewJob } from '../../core/job-store.ts'
import type { Logger } from '../../core/logger.ts'
import type { Schedule } from '../../core/types.ts'
import { isSlot, nextSlot } from './schedule.ts'

export interface PlannerDeps {
  readonly enqueue: (job: NewJob) => Promise<void>
  readonly logger: Logger
  readonly now?: () => number
}

export interface Planner {
  /** Before `start`. Throws AppError `invalid` for a schedule that never comes. */
  add(name: string, schedule: Schedule): void
  start(): void
  stop(): void
  /** False for a planned run that no schedule of this release asks for. */
  isWanted(run: { readonly name: string; readonly key: string }): boolean
}

/** A plan that got lost, in a Redis that was flushed, is made again within this time. */
const longestWaitMs = 30_000
const prefix = 'slot:'

/**
 * Always has the next run of every schedule in the queue, keyed by its moment: so that replicas plan it
 * together once, and a run that nobody was there for is made up for, once, by whoever comes first.
 */
export function planner({ enqueue, logger, now = Date.now }: PlannerDeps): Planner {
  const schedules = new Map<string, Schedule>()
  const timers = new Map<string, NodeJS.Timeout>()
  const failing = new Set<string>()
  let isOn = false

  function add(name: string, schedule: Schedule): void {
    nextSlot(schedule, now())
    schedules.set(name, schedule)
  }

  function start(): void {
    isOn = true
    for (const [name, schedule] of schedules) void plan(name, schedule)
  }

  async function plan(name: string, schedule: Schedule): Promise<void> {
    const slot = nextSlot(schedule, now())
    const moment = new Date(slot).toISOString()
    try {
      const payload = { scheduledFor: moment }
      await enqueue({ name, key: prefix + moment, payload, delayMs: slot - now() })
      failing.delete(name)
    } catch (error) {
      failed(name, error)
    }
    if (!isOn) return
    const waitMs = Math.min(Math.max(slot - now(), 1), longestWaitMs)
    timers.set(
      name,
      setTimeout(() => void plan(name, schedule), waitMs),
    )
  }

  function failed(name: string, error: unknown): void {
    if (failing.has(name)) return
    failing.add(name)
    logger.warn({ job: name, reason: AppError.from(error).message }, 'could not plan a job')
  }

  function stop(): void {
    isOn = false
    for (const timer of timers.values()) clearTimeout(timer)
  }

  function isWanted({ name, key }: { name: string; key: string }): boolean {
    if (!key.startsWith(prefix)) return true
    const schedule = schedules.get(name)
    return schedule !== undefined && isSlot(schedule, Date.parse(key.slice(prefix.length)))
  }

  return { add, start, stop, isWanted }
}
