import { at, ratio, type Column } from './columns.ts'

/** Rate of change over `period` rows, in percent. */
export function roc(close: Column, period = 12): Column {
  const rate = new Float64Array(close.length)
  for (let row = 0; row < rate.length; row += 1) {
    const before = at(close, row - period)
    rate[row] = 100 * ratio(at(close, row) - before, before)
  }
  return rate
}
