import { minus, over, times } from './arithmetic.ts'
import { at, emptyColumn, type Column, type Columns } from './columns.ts'
import { sma } from './moving-averages.ts'
import { typicalPrice } from './typical-price.ts'

/** Commodity channel index: the distance from the average in mean deviations, scaled by Lambert's 0.015. */
export function cci(columns: Columns, period = 20): Column {
  const price = typicalPrice(columns)
  const average = sma(price, period)
  const deviation = meanDeviation(price, average, period)
  return over(minus(price, average), times(deviation, 0.015))
}

/** The mean moves with the window, so this is the one sum that has to visit the window's every row. */
function meanDeviation(values: Column, means: Column, period: number): Column {
  const deviations = emptyColumn(values.length)
  for (let row = period - 1; row < values.length; row += 1) {
    const mean = at(means, row)
    let sum = 0
    for (let back = 0; back < period; back += 1) sum += Math.abs(at(values, row - back) - mean)
    deviations[row] = isRounding(sum, period * mean) ? 0 : sum / period
  }
  return deviations
}

/** The mean of equal prices can miss them by its last bit; that is no deviation. */
function isRounding(deviation: number, mean: number): boolean {
  return deviation < 1e-12 * Math.abs(mean)
}
