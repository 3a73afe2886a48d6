import type { FiscalYear } from '../types.ts'
import { type Figure, growth, ratio } from './figures.ts'
import { type Accounts, freeCashFlow } from './years.ts'

/** Over one year and a year over three; earnings are those of a share. */
export function growthRates({ newest, back }: Accounts) {
  const [one, three] = [back(1), back(3)]
  return {
    revenueGrowthPercent: growth(newest.revenue, one?.revenue ?? null),
    revenueGrowth3yPercent: growth(newest.revenue, three?.revenue ?? null, 3),
    earningsGrowthPercent: earningsGrowth(newest, one, 1),
    earningsGrowth3yPercent: earningsGrowth(newest, three, 3),
    freeCashFlowGrowthPercent: growth(freeCashFlow(newest), freeCashFlow(one)),
    freeCashFlowGrowth3yPercent: growth(freeCashFlow(newest), freeCashFlow(three), 3),
  }
}

/** A jump in the number of shares is a split or a merger: a share is then not what it was. */
const jump = 1.4

function earningsGrowth(now: FiscalYear, before: FiscalYear | null, years: number): Figure {
  const change = ratio(now.shares, before?.shares ?? null)
  if (change !== null && (change > jump || change < 1 / jump)) return null
  return growth(now.earningsPerShare, before?.earningsPerShare ?? null, years)
}
