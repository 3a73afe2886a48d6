import type { FiscalYear, Fundamentals } from '../types.ts'

/** A company with round figures: 100 of sales, 10 of profit, 10 shares. */
export const sampleYear: FiscalYear = {
  endedOn: '2024-12-31',
  filedOn: '2025-02-15',
  revenue: 100,
  grossProfit: 40,
  operatingIncome: 15,
  netIncome: 10,
  earningsPerShare: 1,
  interestExpense: 3,
  operatingCashFlow: 14,
  capitalExpenditure: 4,
  assets: 200,
  currentAssets: 80,
  liabilities: 100,
  currentLiabilities: 40,
  equity: 100,
  retainedEarnings: 60,
  cash: 20,
  longTermDebt: 40,
  totalDebt: 50,
  depreciation: 5,
  shares: 10,
  dividendsPerShare: 0.5,
}

/** The year that ended so many years before the sample year, with other figures. */
export function yearBefore(count: number, figures: Partial<FiscalYear> = {}): FiscalYear {
  const [endedOn, filedOn] = [`${2024 - count}-12-31`, `${2025 - count}-02-15`]
  return { ...sampleYear, endedOn, filedOn, ...figures }
}

export function sampleFundamentals(...years: readonly FiscalYear[]): Fundamentals {
  const about = { sector: 'Technology', forwardEarningsPerShare: 1.25 }
  return { symbol: 'SMPL', currency: 'USD', ...about, years }
}
