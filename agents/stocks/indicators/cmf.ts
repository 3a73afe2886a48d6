import { over } from './arithmetic.ts'
import { at, type Column, type Columns } from './columns.ts'
import { rollingSum } from './rolling.ts'

/** Chaikin money flow, −1 to 1: volume counted by where in its range each day closed; missing without volume. */
export function cmf(columns: Columns, period = 20): Column {
  return over(rollingSum(moneyFlow(columns), period), rollingSum(columns.volume, period))
}

/** A day without a range closed nowhere in it: 0. */
function moneyFlow({ high, low, close, volume, length }: Columns): Column {
  const flow = new Float64Array(length)
  for (let row = 0; row < length; row += 1) {
    const range = at(high, row) - at(low, row)
    const place = 2 * at(close, row) - at(low, row) - at(high, row)
    flow[row] = range === 0 ? 0 : (place / range) * at(volume, row)
  }
  return flow
}
