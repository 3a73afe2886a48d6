import { over } from './arithmetic.ts'
import type { Column } from './columns.ts'
import { rollingCovariance, rollingVariance } from './covariance.ts'
import { roc } from './roc.ts'

/** How much of the market's daily moves a symbol makes. Both columns tell of the same days; `period` counts returns. */
export function beta(close: Column, market: Column, period: number): Column {
  const returns = roc(close, 1)
  const marketReturns = roc(market, 1)
  return over(
    rollingCovariance(returns, marketReturns, period),
    rollingVariance(marketReturns, period),
  )
}
