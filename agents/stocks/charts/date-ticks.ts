import { type DayParts, partsOf, shortDayText } from './days.ts'
import type { Page } from './page.ts'
import { widthOf } from './type.ts'

export interface DateTick {
  readonly x: number
  /** The middle of its label, moved where the page ends. */
  readonly labelX: number
  readonly label: string
  /** A new year begins. */
  readonly isStrong: boolean
}

export interface DatedPlace {
  readonly day: number
  readonly x: number
}

interface Unit {
  /** Changes where a new one begins. */
  readonly key: (day: number) => number
  readonly label: (parts: DayParts, day: number) => string
}

const dated = (_: DayParts, day: number) => shortDayText(day)
const monthly = ({ month, monthIndex, year }: DayParts) => (monthIndex === 0 ? String(year) : month)
const yearly = ({ year }: DayParts) => String(year)
const monthOf = (day: number) => partsOf(day).year * 12 + partsOf(day).monthIndex

/** From the finest to the coarsest; weeks begin on Monday. */
const units: readonly Unit[] = [
  { key: (day) => day, label: dated },
  { key: (day) => Math.floor(day / 2), label: dated },
  { key: (day) => Math.floor((day + 3) / 7), label: dated },
  { key: (day) => Math.floor((day + 3) / 14), label: dated },
  { key: monthOf, label: monthly },
  { key: (day) => Math.floor(monthOf(day) / 3), label: monthly },
  { key: (day) => Math.floor(monthOf(day) / 6), label: monthly },
  ...[1, 2, 5, 10, 20].map((years) => ({
    key: (day: number) => Math.floor(partsOf(day).year / years),
    label: yearly,
  })),
]

/** Where days, weeks, months or years begin, as many as stand apart from each other. */
export function dateTicks(
  places: readonly DatedPlace[],
  edges: Edges,
  page: Page,
): readonly DateTick[] {
  const [first] = places
  const last = places.at(-1)
  if (first === undefined || last === undefined) return []
  if (places.length === 1) return [tickAt(first, units[0], null)]
  const fitting =
    units.map((unit) => startsOf(places, unit)).find((each) => isRoomy(each, page)) ?? []
  const ticks =
    fitting.length >= 2 ? fitting : [first, last].map((at) => tickAt(at, units[0], null))
  return apart(ticks, edges, page)
}

/** Labels that are nearer run together. */
const leastBetween = 8

export interface Edges {
  readonly left: number
  readonly right: number
}

function startsOf(places: readonly DatedPlace[], unit: Unit): readonly DateTick[] {
  const starts = places.filter(({ day }, index) => {
    const before = places[index - 1]
    return before === undefined ? isStart(day, unit) : unit.key(day) !== unit.key(before.day)
  })
  return starts.map((at, index) => tickAt(at, unit, starts[index - 1] ?? null))
}

/** The first place begins a unit when the days before it would have belonged to another: holidays are at most four. */
function isStart(day: number, unit: Unit): boolean {
  return unit.key(day) !== unit.key(day - 1) || unit.key(day) !== unit.key(day - 4)
}

function tickAt(
  { x, day }: DatedPlace,
  unit: Unit | undefined,
  before: DatedPlace | null,
): DateTick {
  const parts = partsOf(day)
  const label = unit?.label(parts, day) ?? ''
  const isNewYear = before !== null && partsOf(before.day).year !== parts.year
  const isYear = label === String(parts.year)
  if (isYear || before === null || !isNewYear)
    return { x, labelX: x, label, isStrong: isYear && isYearAlone(unit) }
  return { x, labelX: x, label: `${label} ${parts.year}`, isStrong: true }
}

function isYearAlone(unit: Unit | undefined): boolean {
  return unit?.label !== yearly
}

function isRoomy(ticks: readonly DateTick[], { datesApart, tick: size }: Page): boolean {
  return ticks.slice(1).every(({ x, label }, index) => {
    const before = ticks[index] ?? { x: -Infinity, label: '' }
    const words = (widthOf(before.label, size, 600) + widthOf(label, size, 600)) / 2
    return x - before.x >= Math.max(datesApart, words + leastBetween)
  })
}

/** Moved to be within the edges; a label that would touch the one before it is left out. */
function apart(
  ticks: readonly DateTick[],
  { left, right }: Edges,
  { tick: size }: Page,
): readonly DateTick[] {
  let free = -Infinity
  return ticks.flatMap((tick) => {
    const half = widthOf(tick.label, size, 600) / 2
    const labelX = Math.min(Math.max(tick.x, left + half), right - half)
    if (labelX - half < free) return []
    free = labelX + half + leastBetween
    return [{ ...tick, labelX }]
  })
}
