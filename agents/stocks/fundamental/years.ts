import { type Day, daysBetween } from '../data/day.ts'
import type { FiscalYear, Fundamentals } from '../types.ts'
import { type Figure, minus } from './figures.ts'

/** The accounts that were public on a day: the newest and, where there are any, those before it. */
export interface Accounts {
  readonly newest: FiscalYear
  /** The year that ended so many years before the newest; null where it is missing. */
  readonly back: (years: number) => FiscalYear | null
  /** What a price is set against: the newest year, or the twelve months to a later quarter that say all it says. */
  readonly recent: FiscalYear
}

/** Null when none was public yet. Years are found by their ends, so that a missing one leaves a hole. */
export function accountsOn(today: Day, { years, trailing }: Fundamentals): Accounts | null {
  const filed = years.filter(({ filedOn }) => filedOn <= today)
  const [newest] = filed.toSorted((one, other) => (one.endedOn > other.endedOn ? -1 : 1))
  if (newest === undefined) return null
  const age = ({ endedOn }: FiscalYear) => daysBetween(endedOn, newest.endedOn) / 365.25
  const back = (count: number) => filed.find((year) => Math.abs(age(year) - count) < 0.2) ?? null
  const isLater = trailing?.endedOn !== undefined && trailing.endedOn > newest.endedOn
  const isRecent = isLater && trailing.filedOn <= today && saysAsMuch(trailing, newest)
  return { newest, back, recent: isRecent ? trailing : newest }
}

/** A quarter is filed with fewer lines than a year: half of a new picture is worse than the whole of the old one. */
function saysAsMuch(trailing: FiscalYear, newest: FiscalYear): boolean {
  return valued.every((line) => trailing[line] !== null || newest[line] === null)
}

/** What `valuation` reads. */
const valued = [
  'revenue',
  'operatingIncome',
  'earningsPerShare',
  'operatingCashFlow',
  'capitalExpenditure',
  'equity',
  'cash',
  'totalDebt',
  'depreciation',
  'shares',
  'dividendsPerShare',
] as const

/** To a bank, debt is raw material: ratios about it and about cash flow say nothing there. */
export function isFinancial(sector: string | null): boolean {
  return sector === 'Financial Services'
}

export function freeCashFlow(year: FiscalYear | null): Figure {
  return year === null ? null : minus(year.operatingCashFlow, year.capitalExpenditure)
}
