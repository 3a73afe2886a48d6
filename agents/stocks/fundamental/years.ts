import { type Day, daysBetween } from '../data/day.ts'
import type { FiscalYear, Fundamentals } from '../types.ts'
import { type Figure, minus } from './figures.ts'

/** The accounts that were public on a day: the newest and, where there are any, those before it. */
export interface Accounts {
  readonly newest: FiscalYear
  /** The year that ended so many years before the newest; null where it is missing. */
  readonly back: (years: number) => FiscalYear | null
}

/** Null when none was public yet. Years are found by their ends, so that a missing one leaves a hole. */
export function accountsOn(today: Day, { years }: Fundamentals): Accounts | null {
  const filed = years.filter(({ filedOn }) => filedOn <= today)
  const [newest] = filed.toSorted((one, other) => (one.endedOn > other.endedOn ? -1 : 1))
  if (newest === undefined) return null
  const age = ({ endedOn }: FiscalYear) => daysBetween(endedOn, newest.endedOn) / 365.25
  const back = (count: number) => filed.find((year) => Math.abs(age(year) - count) < 0.2) ?? null
  return { newest, back }
}

/** To a bank, debt is raw material: ratios about it and about cash flow say nothing there. */
export function isFinancial(sector: string | null): boolean {
  return sector === 'Financial Services'
}

export function freeCashFlow(year: FiscalYear | null): Figure {
  return year === null ? null : minus(year.operatingCashFlow, year.capitalExpenditure)
}
