import { CronExpressionParser } from 'cron-parser'

import { AppError } from '../../core/errors.ts'
import type { Schedule } from '../../core/types.ts'

/** The first moment after `now`, in milliseconds since the epoch. Throws AppError `invalid`. */
export function nextSlot(schedule: Schedule, now: number): number {
  if ('cron' in schedule) return nextOfCron(schedule.cron, schedule.timeZone ?? 'UTC', now)
  const { everyMs } = schedule
  if (Number.isSafeInteger(everyMs) && everyMs > 0) return (Math.floor(now / everyMs) + 1) * everyMs
  throw new AppError('invalid', `a job cannot be due every ${everyMs} ms`)
}

/** False for a moment that an earlier release had planned. */
export function isSlot(schedule: Schedule, moment: number): boolean {
  return nextSlot(schedule, moment - 1) === moment
}

function nextOfCron(cron: string, tz: string, now: number): number {
  try {
    return CronExpressionParser.parse(cron, { tz, currentDate: new Date(now) })
      .next()
      .getTime()
  } catch (cause) {
    throw new AppError('invalid', `"${cron}" in ${tz} is no time for a job`, { cause })
  }
}
