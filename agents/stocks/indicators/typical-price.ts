import { at, type Column, type Columns } from './columns.ts'

export function typicalPrice({ high, low, close, length }: Columns): Column {
  const price = new Float64Array(length)
  for (let row = 0; row < length; row += 1) {
    price[row] = (at(high, row) + at(low, row) + at(close, row)) / 3
  }
  return price
}
