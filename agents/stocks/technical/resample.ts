import { addDays, dayMs, isWeekend } from '../data/day.ts'
import type { Bar } from '../types.ts'
import { isoDate } from './window.ts'

/** The last calendar day of the week or month that a day lies in. */
export type Frame = (day: string) => string

/** ISO weeks end on Sunday. */
export const week: Frame = (day) => {
  const at = new Date(day)
  const daysLeft = (7 - at.getUTCDay()) % 7
  const date = at.getUTCDate() + daysLeft
  if (date <= shortestMonth) return dateIn(day, date)
  return isoDate(new Date(at.getTime() + daysLeft * dayMs))
}

export const month: Frame = (day) => {
  const after = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)
  return dateIn(day, new Date(after).getUTCDate())
}

const shortestMonth = 28

/** Another date of the same month, without the way through a formatter: a ranking asks a quarter of a million times. */
function dateIn(day: string, date: number): string {
  return day.slice(0, 8) + String(date).padStart(2, '0')
}

/**
 * Daily bars as weekly or monthly ones, each dated by its last trading day; adjusted for splits as the days are. The
 * running one is left out until its last trading day has closed: the bars are closed days of their exchange, and by
 * the next day in UTC every exchange has closed, so that a holiday at its end keeps none open for good.
 */
export function resample(bars: readonly Bar[], frame: Frame, today: string): readonly Bar[] {
  const groups = grouped(bars, frame)
  const last = groups.at(-1)?.at(-1)
  if (last === undefined) return []
  const end = lastTradingDay(frame(last.date), bars)
  const isOver = last.date >= end || today > end
  return (isOver ? groups : groups.slice(0, -1)).flatMap(merged)
}

/** A frame's end is looked up once a frame: days compare as text. */
function grouped(bars: readonly Bar[], frame: Frame): readonly (readonly Bar[])[] {
  const groups: Bar[][] = []
  let end = ''
  for (const bar of bars) {
    if (bar.date <= end) groups.at(-1)?.push(bar)
    else {
      end = frame(bar.date)
      groups.push([bar])
    }
  }
  return groups
}

/** A weekday, unless weekends are traded too, as coins are. */
function lastTradingDay(end: string, bars: readonly Bar[]): string {
  if (bars.slice(-7).some(({ date }) => isWeekend(date))) return end
  let day = end
  while (isWeekend(day)) day = addDays(day, -1)
  return day
}

/** One pass without lists between: a ranking merges a million days. */
function merged(group: readonly Bar[]): readonly Bar[] {
  const [first, last] = [group.at(0), group.at(-1)]
  if (first === undefined || last === undefined) return []
  let { high, low, volume } = first
  for (const bar of group.slice(1)) {
    high = Math.max(high, bar.high)
    low = Math.min(low, bar.low)
    volume += bar.volume
  }
  return [{ date: last.date, open: first.open, high, low, close: last.close, volume }]
}
