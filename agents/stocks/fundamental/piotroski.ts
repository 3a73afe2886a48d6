import type { FiscalYear } from '../types.ts'
import { type Figure, ratio } from './figures.ts'

/**
 * The F-score, 0 to 9 (Piotroski, 2000), with ratios to the assets at the end of the year. Null when one
 * of the nine questions cannot be answered: seven of seven is not seven of nine.
 */
export function piotroski(now: FiscalYear, before: FiscalYear | null): Figure {
  if (before === null) return null
  const answers = [
    exceeds(now.netIncome, 0),
    exceeds(now.operatingCashFlow, 0),
    exceeds(now.operatingCashFlow, now.netIncome),
    rises(now, before, ({ netIncome, assets }) => ratio(netIncome, assets)),
    rises(before, now, ({ longTermDebt, assets }) => ratio(longTermDebt, assets)),
    rises(now, before, ({ currentAssets, currentLiabilities }) =>
      ratio(currentAssets, currentLiabilities),
    ),
    isNotAbove(now.shares, before.shares),
    rises(now, before, ({ grossProfit, revenue }) => ratio(grossProfit, revenue)),
    rises(now, before, ({ revenue, assets }) => ratio(revenue, assets)),
  ]
  return answers.includes(null) ? null : answers.filter((answer) => answer === true).length
}

function rises(to: FiscalYear, from: FiscalYear, of: (year: FiscalYear) => Figure): boolean | null {
  return exceeds(of(to), of(from))
}

function exceeds(one: Figure, other: Figure): boolean | null {
  return one === null || other === null ? null : one > other
}

function isNotAbove(one: Figure, other: Figure): boolean | null {
  return one === null || other === null ? null : one <= other
}
