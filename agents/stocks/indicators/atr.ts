import { at, type Column, type Columns } from './columns.ts'
import { wilder } from './moving-averages.ts'

/** How far the price went in a day, the gap from the day before included. */
export function trueRange({ high, low, close, length }: Columns): Column {
  const range = new Float64Array(length)
  for (let row = 0; row < length; row += 1) {
    const before = at(close, row - 1)
    range[row] = Math.max(at(high, row), before) - Math.min(at(low, row), before)
  }
  return range
}

/** Average true range. */
export function atr(columns: Columns, period = 14): Column {
  return wilder(trueRange(columns), period)
}
