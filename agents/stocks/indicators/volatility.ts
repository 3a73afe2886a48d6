import { times } from './arithmetic.ts'
import { at, ratio, type Column } from './columns.ts'
import { rollingDeviation } from './covariance.ts'

const tradingDaysAYear = 252

/** Annualised volatility in percent: the sample standard deviation of the daily log returns, scaled to a year. */
export function volatility(close: Column, period: number): Column {
  const sample = Math.sqrt(period / (period - 1))
  return times(
    rollingDeviation(logReturns(close), period),
    100 * sample * Math.sqrt(tradingDaysAYear),
  )
}

/** Missing where a price is 0 or less. */
function logReturns(close: Column): Column {
  const returns = new Float64Array(close.length)
  for (let row = 0; row < returns.length; row += 1) {
    const growth = ratio(at(close, row), at(close, row - 1))
    returns[row] = growth > 0 ? Math.log(growth) : Number.NaN
  }
  return returns
}
