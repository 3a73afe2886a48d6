import type { Point } from './svg.ts'

/** Bars stand side by side, whatever lies between their days; a long silence is a gap that one sees. */
export interface Slots {
  /** The middle of each bar's slot. */
  readonly xs: readonly number[]
  readonly width: number
  readonly gaps: readonly Gap[]
}

export interface Gap {
  readonly from: number
  readonly to: number
  /** The first bar after it. */
  readonly before: number
}

export function slotsOf(days: readonly number[], left: number, right: number): Slots {
  const silences = silencesOf(days)
  const count = days.length + [...silences.values()].reduce((sum, slots) => sum + slots, 0)
  const width = (right - left) / count
  const xs: number[] = []
  const gaps: Gap[] = []
  let edge = left
  for (const index of days.keys()) {
    const silence = (silences.get(index) ?? 0) * width
    if (silence > 0) gaps.push({ from: edge, to: edge + silence, before: index })
    edge += silence
    xs.push(edge + width / 2)
    edge += width
  }
  return { xs, width, gaps }
}

/** Longer than any market is closed for holidays. */
const silentDays = 12

/** How many slots stay empty before a bar: as many as there would be bars, up to a seventh of the chart. */
function silencesOf(days: readonly number[]): ReadonlyMap<number, number> {
  const steps = days.slice(1).map((day, index) => day - (days[index] ?? day))
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1
  const most = Math.max(2, Math.floor(days.length / 7))
  const silences = steps.flatMap((step, index) => {
    if (step <= Math.max(silentDays, usual * 3)) return []
    const bars = usual === 1 ? (step * 5) / 7 : step / usual
    return [[index + 1, Math.min(most, Math.max(2, Math.round(bars)))] as const]
  })
  return new Map(silences)
}

/** The points of a column, with a break wherever there is a gap or no value. */
export function pointsOf(
  column: readonly (number | null)[],
  { xs, gaps }: Slots,
  place: (value: number) => number,
): readonly (Point | null)[] {
  const breaks = new Set(gaps.map(({ before }) => before))
  return column.flatMap((value, index) => {
    const x = xs[index]
    const point: Point | null = value === null || x === undefined ? null : [x, place(value)]
    return breaks.has(index) ? [null, point] : [point]
  })
}
