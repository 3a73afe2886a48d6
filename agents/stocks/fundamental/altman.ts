import type { FiscalYear } from '../types.ts'
import { type Figure, minus, plus, ratio, times } from './figures.ts'

/**
 * The Z-score of Altman (1968), made for companies that produce something: below 1.81 distress is likely,
 * above 2.99 it is not. Null when a part is missing.
 */
export function altmanZ(year: FiscalYear, marketCap: Figure): Figure {
  const { assets, currentAssets, currentLiabilities } = year
  return [
    times(1.2, ratio(minus(currentAssets, currentLiabilities), assets)),
    times(1.4, ratio(year.retainedEarnings, assets)),
    times(3.3, ratio(year.operatingIncome, assets)),
    times(0.6, ratio(marketCap, year.liabilities)),
    ratio(year.revenue, assets),
  ].reduce(plus)
}
