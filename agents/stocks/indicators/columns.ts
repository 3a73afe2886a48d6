import type { Bar } from '../types.ts'

/** One value a row, oldest first; NaN where there is none, for instance while an indicator warms up. */
export type Column = Float64Array

/** The bars of one symbol turned on their side: a loop over one column stays in one block of memory. */
export interface Columns {
  readonly open: Column
  readonly high: Column
  readonly low: Column
  readonly close: Column
  readonly volume: Column
  readonly length: number
}

export function columnsOf(bars: readonly Bar[]): Columns {
  const { length } = bars
  const [open, high, low, close, volume] = [
    new Float64Array(length),
    new Float64Array(length),
    new Float64Array(length),
    new Float64Array(length),
    new Float64Array(length),
  ]
  let row = 0
  for (const bar of bars) {
    open[row] = bar.open
    high[row] = bar.high
    low[row] = bar.low
    close[row] = bar.close
    volume[row] = bar.volume
    row += 1
  }
  return { open, high, low, close, volume, length }
}

/** The newest rows, in the same memory; all where there are fewer. */
export function lastRows(
  { open, high, low, close, volume, length }: Columns,
  count: number,
): Columns {
  const first = Math.max(0, length - count)
  return {
    open: open.subarray(first),
    high: high.subarray(first),
    low: low.subarray(first),
    close: close.subarray(first),
    volume: volume.subarray(first),
    length: length - first,
  }
}

export function emptyColumn(length: number): Column {
  return new Float64Array(length).fill(Number.NaN)
}

/**
 * Outside the column there is nothing: NaN, which every sum carries on.
 * The look at the sign is for speed: V8 takes a negative index for a name and leaves its fast path.
 */
export function at(column: Column, row: number): number {
  return row < 0 ? Number.NaN : (column[row] ?? Number.NaN)
}

/** NaN where division has no finite answer: an indicator is a number or missing, never Infinity. */
export function ratio(dividend: number, divisor: number): number {
  const quotient = dividend / divisor
  return Number.isFinite(quotient) ? quotient : Number.NaN
}
