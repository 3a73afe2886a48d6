import { percentOf, plus } from './arithmetic.ts'
import { at, type Column, type Columns } from './columns.ts'
import { rollingSum } from './rolling.ts'
import { typicalPrice } from './typical-price.ts'

/** Money flow index: an RSI that weighs each day by the money that moved, 0 to 100; missing without volume. */
export function mfi(columns: Columns, period = 14): Column {
  const price = typicalPrice(columns)
  const inflow = rollingSum(moneyFlow(price, columns.volume, 1), period)
  const outflow = rollingSum(moneyFlow(price, columns.volume, -1), period)
  return percentOf(inflow, plus(inflow, outflow))
}

/** The money of the days on which the price moved in this direction, 0 on the others. */
function moneyFlow(price: Column, volume: Column, direction: 1 | -1): Column {
  const flow = new Float64Array(price.length)
  for (let row = 0; row < flow.length; row += 1) {
    const move = direction * (at(price, row) - at(price, row - 1))
    flow[row] = move <= 0 ? 0 : at(price, row) * at(volume, row)
  }
  flow[0] = Number.NaN
  return flow
}
