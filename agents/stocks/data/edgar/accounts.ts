import { type Figure, minus, plus } from '../../fundamental/figures.ts'
import type { FiscalYear } from '../../types.ts'
import type { Day } from '../day.ts'
import type { LineName } from './concepts.ts'

/** One line of the accounts for one period; null where it was not filed. */
export type Take = (name: LineName) => Figure

/** The figures of one period, those made of several lines put together. */
export function accountsFrom(take: Take, endedOn: Day, filedOn: Day): FiscalYear {
  const revenue = take('revenue')
  return {
    endedOn,
    filedOn,
    revenue,
    grossProfit: take('grossProfit') ?? minus(revenue, take('costOfRevenue')),
    operatingIncome: take('operatingIncome'),
    netIncome: take('netIncome'),
    earningsPerShare: take('earningsPerShare'),
    interestExpense: take('interestExpense'),
    operatingCashFlow: take('operatingCashFlow'),
    capitalExpenditure: positive(take('capitalExpenditure')),
    assets: take('assets'),
    currentAssets: take('currentAssets'),
    liabilities: take('liabilities') ?? minus(take('bothSides'), take('wholeEquity')),
    currentLiabilities: take('currentLiabilities'),
    equity: take('equity'),
    retainedEarnings: take('retainedEarnings'),
    cash: take('cashAndInvestments') ?? withMore(take('cash'), take('shortInvestments')),
    longTermDebt:
      take('longTermDebt') ?? minus(take('wholeLongTermDebt'), take('currentLongTermDebt')),
    totalDebt: totalDebt(take),
    depreciation: take('depreciation'),
    shares: take('shares'),
    dividendsPerShare: take('dividendsPerShare'),
  }
}

/** Who owes nothing for the short term files no line about it, so the long term alone must be known. */
function totalDebt(take: Take): Figure {
  const current = take('currentDebt')
  const long = take('longTermDebt')
  if (current !== null && long !== null) return plus(long, current)
  const whole = take('wholeLongTermDebt') ?? withMore(long, take('currentLongTermDebt'))
  return withMore(whole, take('shortBorrowings'))
}

function withMore(figure: Figure, more: Figure): Figure {
  return figure === null ? null : figure + (more ?? 0)
}

function positive(spent: Figure): Figure {
  return spent === null ? null : Math.abs(spent)
}
