import type { FiscalYear } from '../types.ts'
import { minus, percent, plus, times } from './figures.ts'
import { freeCashFlow } from './years.ts'

/** The share of profit that is assumed to go to the state: the federal rate of the United States. */
export const taxRate = 0.21

/** Returns are on the figures at the end of the year; ROIC is after tax at the assumed rate. */
export function profitability(year: FiscalYear) {
  const { revenue, netIncome, operatingIncome, equity } = year
  const invested = minus(plus(equity, year.totalDebt), year.cash)
  return {
    revenue,
    netIncome,
    freeCashFlow: freeCashFlow(year),
    earningsPerShare: year.earningsPerShare,
    grossMarginPercent: percent(year.grossProfit, revenue),
    operatingMarginPercent: percent(operatingIncome, revenue),
    netMarginPercent: percent(netIncome, revenue),
    roePercent: percent(netIncome, equity),
    roaPercent: percent(netIncome, year.assets),
    roicPercent: percent(times(operatingIncome, 1 - taxRate), invested),
  }
}
