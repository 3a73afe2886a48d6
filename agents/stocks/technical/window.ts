import { AppError } from '../../../core/errors.ts'
import type { Bar } from '../types.ts'

/** The part of the history that a question asks about. */
export interface Window {
  /** The close that changes are measured from: the last one on or before the start, or the first there is. */
  readonly base: Bar
  /** The bars since the start, by calendar; at least the last one. */
  readonly bars: readonly Bar[]
  /** False where the history begins more than a week after the start: longer than any market is closed. */
  readonly isWhole: boolean
}

/** Counted back from the last bar by calendar: `1w`, `3mo`, `2y`, …, `ytd` or `max`. */
export function windowOf(bars: readonly Bar[], last: Bar, period: string): Window {
  const start = startOf(period, last.date)
  const first = bars[0] ?? last
  return {
    base: bars.findLast((bar) => bar.date <= start) ?? first,
    bars: bars.filter((bar) => bar.date >= start),
    isWhole: start === '' || daysBefore(first.date, 7) <= start,
  }
}

function startOf(period: string, end: string): string {
  if (period === 'max') return ''
  if (period === 'ytd') return `${end.slice(0, 4)}-01-01`
  const { count, unit } = /^(?<count>\d{1,3})(?<unit>d|w|mo|y)$/.exec(period)?.groups ?? {}
  if (unit === 'd') return daysBefore(end, Number(count))
  if (unit === 'w') return daysBefore(end, 7 * Number(count))
  if (unit === 'mo') return monthsBefore(end, Number(count))
  if (unit === 'y') return monthsBefore(end, 12 * Number(count))
  throw new AppError('invalid', `unknown period ${period}`, {
    said: `I do not know the period "${period}".`,
  })
}

function daysBefore(end: string, days: number): string {
  const date = new Date(end)
  date.setUTCDate(date.getUTCDate() - days)
  return isoDate(date)
}

/** A month before 31 March is the last day of February. */
function monthsBefore(end: string, months: number): string {
  const date = new Date(end)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  date.setUTCDate(Math.min(day, daysInMonth(date)))
  return isoDate(date)
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
}

export function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10)
}
