import { at, type Column, type Columns } from './columns.ts'

/** On-balance volume, counted from the first row. */
export function obv({ close, volume, length }: Columns): Column {
  const balances = new Float64Array(length)
  for (let row = 1; row < length; row += 1) {
    const direction = Math.sign(at(close, row) - at(close, row - 1))
    balances[row] = at(balances, row - 1) + direction * at(volume, row)
  }
  return balances
}
