import type { Series } from '../../../core/series.ts'
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
 * months. All have the figures that labels say of them, so that a turn that is kept has less to carry.
 */
export function seriesOf(
  bars: readonly Bar[],
  window: readonly Bar[],
  averages: readonly number[] = dayAverages,
): Series {
  const near = bars.slice(-(window.length + mostBarsBefore))
  const columns = columnsOf(near)
  const first = near.length - window.length
  const groups = grouped(window)
  const ends = groups.map((group) => first + (group.at(-1) ?? 0))
  const ofWindow = (column: Column, round: Round) => ends.map((row) => rounded(column[row], round))
  const each = (value: (group: readonly Bar[]) => number, round: Round) =>
    groups.map((rows) => rounded(value(rows.flatMap((row) => window[row] ?? [])), round))
  return {
    days: ends.map((row) => dayOf(near[row]?.date ?? '')),
    columns: {
      close: ofWindow(columns.close, price),
      ...(groups.length <= mostCandles && candlesOf(each)),
      ...(window.some((bar) => bar.volume > 0) && { volume: each(totalVolume, volume) }),
      ...Object.fromEntries(
        averages.map((count) => [`sma${count}`, ofWindow(sma(columns.close, count), average)]),
      ),
      rsi14: ofWindow(rsi(columns.close), (value) => Number(value.toFixed(1))),
    },
  }
}

type Each = (value: (group: readonly Bar[]) => number, round: Round) => readonly (number | null)[]

function candlesOf(each: Each) {
  return {
    open: each(([first]) => first?.open ?? Number.NaN, price),
    high: each((group) => Math.max(...group.map(({ high }) => high)), price),
    low: each((group) => Math.min(...group.map(({ low }) => low)), price),
  }
}

function totalVolume(group: readonly Bar[]): number {
  return group.reduce((sum, bar) => sum + bar.volume, 0)
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

type Round = (value: number) => number

function rounded(value: number | undefined, round: Round): number | null {
  return value !== undefined && Number.isFinite(value) ? round(value) : null
}

/** Nine figures are what the labels say of the highest prices. */
function price(value: number): number {
  return Number(value.toPrecision(9))
}

function volume(value: number): number {
  return Number(value.toPrecision(5))
}

/** Two decimals at least, and five figures. */
function average(value: number): number {
  const figures = 5 - Math.ceil(Math.log10(Math.abs(value) || 1))
  return Number(value.toFixed(Math.min(100, Math.max(2, figures))))
}
