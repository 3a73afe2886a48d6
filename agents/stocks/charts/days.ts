/** Days as whole numbers since 1970, as series keep them. */

const dayMs = 86_400_000

export function dayOf(iso: string): number {
  return Math.floor(Date.parse(iso.slice(0, 10)) / dayMs)
}

/** `2017-12-29` */
export function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** `29 Dec 2017` */
export function dayText(day: number): string {
  const { date, month, year } = partsOf(day)
  return `${date} ${month} ${year}`
}

/** `29 Dec` */
export function shortDayText(day: number): string {
  const { date, month } = partsOf(day)
  return `${date} ${month}`
}

export interface DayParts {
  readonly date: number
  /** 0 to 11. */
  readonly monthIndex: number
  readonly month: string
  readonly year: number
}

export function partsOf(day: number): DayParts {
  const at = new Date(day * dayMs)
  const monthIndex = at.getUTCMonth()
  return {
    date: at.getUTCDate(),
    monthIndex,
    month: months[monthIndex] ?? '',
    year: at.getUTCFullYear(),
  }
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `5 Jan 2026, 12:00 UTC`; a day alone has no time. */
export function momentText(iso: string): string {
  const day = dayText(dayOf(iso))
  return iso.length > 10 ? `${day}, ${new Date(iso).toISOString().slice(11, 16)} UTC` : day
}
