/** Days are ISO dates in text, `2017-12-29`: they sort and compare as they are. */
export type Day = string

export function dayOf(moment: Date): Day {
  return moment.toISOString().slice(0, 10)
}

export function addDays(day: Day, count: number): Day {
  return dayOf(new Date(Date.parse(day) + count * dayMs))
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}

export function isWeekend(day: Day): boolean {
  return [0, 6].includes(new Date(day).getUTCDay())
}

/** True for `2016-02-29`, false for `2017-02-29` and `29.02.2016`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(text)
  return !Number.isNaN(ms) && dayOf(new Date(ms)) === text
}

/** Days after `from` up to and with `to`, Saturdays and Sundays left out. */
export function weekdaysBetween(from: Day, to: Day): number {
  const days = daysBetween(from, to)
  const rest = Array.from({ length: ((days % 7) + 7) % 7 }, (_, index) => addDays(to, -index))
  return Math.floor(days / 7) * 5 + rest.filter((day) => !isWeekend(day)).length
}

export const dayMs = 86_400_000
