import type { fundamentalFacts } from '../facts.ts'
import type { Fundamentals } from '../types.ts'
import { altmanZ } from './altman.ts'
import { fairValue, noRange } from './fair-value.ts'
import { type Figure, ratio } from './figures.ts'
import { growthRates } from './growth.ts'
import { piotroski } from './piotroski.ts'
import { profitability } from './profitability.ts'
import { valuation } from './valuation.ts'
import { type Accounts, isFinancial } from './years.ts'

/** By the names of the catalogue of facts; null is what could not be computed. */
export type Ratios = Readonly<
  Record<Exclude<keyof typeof fundamentalFacts, 'fiscalYearEnd' | 'fundamentalScore'>, Figure>
>

export interface Reckoning {
  readonly ratios: Ratios
  /** What the valuation range rests on. */
  readonly fairValueBasis: string | null
}

/** Everything that the accounts of a company say, alone and against a price where there is one. */
export function reckon(accounts: Accounts, about: Fundamentals, price: Figure): Reckoning {
  const { newest, back, recent } = accounts
  const rates = growthRates(accounts)
  const growth = rates.earningsGrowth3yPercent ?? rates.earningsGrowthPercent
  const forward = about.forwardEarningsPerShare
  const value = valuation(price, recent, { forward, growth })
  const expected = rates.revenueGrowth3yPercent ?? rates.revenueGrowthPercent
  const { fairValueLow, fairValueHigh, fairValueBasis } =
    price === null ? noRange : fairValue(newest, expected, about.sector)
  const ratios = {
    ...value,
    ...profitability(newest),
    ...rates,
    currentRatio: ratio(newest.currentAssets, newest.currentLiabilities),
    debtToEquity: ratio(newest.totalDebt, newest.equity),
    interestCoverage: ratio(newest.operatingIncome, newest.interestExpense),
    piotroski: piotroski(newest, back(1)),
    altmanZ: isFinancial(about.sector) ? null : altmanZ(newest, value.marketCap),
    fairValueLow,
    fairValueHigh,
  }
  return { ratios, fairValueBasis }
}
