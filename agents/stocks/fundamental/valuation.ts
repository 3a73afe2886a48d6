import type { FiscalYear, Fundamentals } from '../types.ts'
import { type Figure, minus, percent, plus, ratio, times } from './figures.ts'
import { freeCashFlow } from './years.ts'

/**
 * What the price says about the accounts: trailing means the last fiscal year, or the twelve months to a later quarter
 * where they are known, and the number of shares is its diluted average. All null without a price.
 */
export function valuation(
  price: Figure,
  year: FiscalYear,
  about: { readonly forward: Fundamentals['forwardEarningsPerShare']; readonly growth: Figure },
) {
  const marketCap = times(price, year.shares)
  const enterprise = minus(plus(marketCap, year.totalDebt), year.cash)
  const peTrailing = ratio(price, year.earningsPerShare)
  return {
    marketCap,
    peTrailing,
    peForward: ratio(price, about.forward),
    priceToBook: ratio(marketCap, year.equity),
    priceToSales: ratio(marketCap, year.revenue),
    evToEbitda: ratio(enterprise, plus(year.operatingIncome, year.depreciation)),
    peg: ratio(peTrailing, about.growth),
    dividendYieldPercent: percent(year.dividendsPerShare, price),
    freeCashFlowYieldPercent: percent(freeCashFlow(year), marketCap),
  }
}
