import type { Series } from '../../../core/types.ts'
import { dayOf } from '../charts/days.ts'
import { type Column, columnsOf } from '../indicators/columns.ts'
import { sma } from '../indicators/moving-averages.ts'
import { rsi } from '../indicators/rsi.ts'
import type { Bar } from '../types.ts'

/** The most points that a chart of this width can show apart. */
export const mostPoints = 420
/** More candles than that are too thin to be read. */
const mostCandles = 150

/** In days. */
export const dayAverages: readonly number[] = [20, 50, 200]

/** What came before these does not move an average or RSI by as much as is shown. */
const mostBarsBefore = 500

/**
 * The bars of the asked window with their averages and RSI, which look back beyond it; a long window by its weeks or
 * months. Nine figures are what the labels say of the highest prices.
 */
export function seriesOf(
  bars: readonly Bar[],
  window: readonly Bar[],
  averages: readonly number[] = dayAverages,
): Series {
  const near = bars.slice(-(window.length + mostBarsBefore))
  const columns = columnsOf(near)
  const measured = {
    ...Object.fromEntries(averages.map((count) => [`sma${count}`, sma(columns.close, count)])),
    rsi14: rsi(columns.close),
  }
  const first = near.length - window.length
  const groups = grouped(window)
  const ends = groups.map((group) => first + (group.at(-1) ?? 0))
  const ofWindow = (column: Column) => ends.map((row) => rounded(column[row]))
  const each = (value: (group: readonly Bar[]) => number) =>
    groups.map((rows) => rounded(value(rows.flatMap((row) => window[row] ?? []))))
  return {
    days: ends.map((row) => dayOf(near[row]?.date ?? '')),
    columns: {
      close: ofWindow(columns.close),
      ...(groups.length <= mostCandles && candlesOf(each)),
      ...(window.some(({ volume }) => volume > 0) && { volume: each(totalVolume) }),
      ...Object.fromEntries(Object.entries(measured).map(([name, all]) => [name, ofWindow(all)])),
    },
  }
}

type Each = (value: (group: readonly Bar[]) => number) => readonly (number | null)[]

function candlesOf(each: Each) {
  return {
    open: each(([first]) => first?.open ?? Number.NaN),
    high: each((group) => Math.max(...group.map(({ high }) => high))),
    low: each((group) => Math.min(...group.map(({ low }) => low))),
  }
}

function totalVolume(group: readonly Bar[]): number {
  return group.reduce((sum, { volume }) => sum + volume, 0)
}

/** Rows of the window: each alone while they fit, else by week, by month, or by as many months as it takes. */
function grouped(window: readonly Bar[]): readonly (readonly number[])[] {
  const rows = [...window.keys()]
  let groups: readonly (readonly number[])[] = []
  for (const key of [keyOfDay, keyOfWeek, keyOfMonth]) {
    groups = [...Map.groupBy(rows, (row) => key(window[row]?.date ?? '')).values()]
    if (groups.length <= mostPoints) break
  }
  return groups
}

function keyOfDay(date: string): string {
  return date
}

/** Weeks begin on Monday. */
function keyOfWeek(date: string): number {
  return Math.floor((dayOf(date) + 3) / 7)
}

function keyOfMonth(date: string): string {
  return date.slice(0, 7)
}

function rounded(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? Number(value.toPrecision(9)) : null
}
