import type { FiscalYear } from '../../types.ts'
import { addDays, type Day } from '../day.ts'
import type { Company, Listing } from './listings.ts'
import { nudge } from './random.ts'

const filingDays = 45
const shownYears = 6

/** The fiscal year for which a listing's figures hold; the others grow away from it. */
const anchorYear = 2025

/** Made-up yearly accounts that were filed by `today`, newest first. They add up, as real ones do. */
export function accountsBefore(
  listing: Listing,
  company: Company,
  today: Day,
): readonly FiscalYear[] {
  const newest = Number(today.slice(0, 4))
  return Array.from({ length: shownYears + 2 }, (_, index) => newest - index)
    .map((year) => accountsOf(listing, company, year))
    .filter(({ filedOn }) => filedOn <= today)
    .slice(0, shownYears)
}

function accountsOf(listing: Listing, company: Company, year: number): FiscalYear {
  const endedOn = `${year}-${yearEnd(listing.symbol)}`
  const earnings = earningsOf(listing, company, year)
  const isBank = company.sector === 'Financial Services'
  return {
    endedOn,
    filedOn: addDays(endedOn, filingDays),
    ...earnings,
    ...cashOf(listing, earnings.netIncome, earnings.revenue, year),
    ...balanceOf(listing, earnings.revenue * (isBank ? 16 : 1), year, isBank ? 0.9 : 0.52),
    // A bank has no cost of goods and does not split its balance into current and other.
    ...(isBank ? { grossProfit: null, currentAssets: null, currentLiabilities: null } : {}),
    dividendsPerShare:
      company.payout === 0 ? null : cents(earnings.earningsPerShare * company.payout),
  }
}

/** India and Japan close their books in March. */
function yearEnd(symbol: string): string {
  return /\.(NS|T)$/.test(symbol) ? '03-31' : '12-31'
}

function earningsOf({ symbol, price, growth }: Listing, company: Company, year: number) {
  const netAtAnchor = (price * company.shares * 1e6) / company.priceEarnings
  const trend = (1 + growth) ** (year - anchorYear)
  const revenue = millions(
    (netAtAnchor / company.margin) * trend * wobble(symbol, 'sales', year, 0.03),
  )
  const margin = company.margin * wobble(symbol, 'margin', year, 0.06)
  const netIncome = millions(revenue * margin)
  const interestExpense = millions(revenue * 0.012 * wobble(symbol, 'interest', year, 0.2))
  const operatingIncome = millions(netIncome / 0.79 + interestExpense)
  const overhead = revenue * 0.14 * wobble(symbol, 'overhead', year, 0.1)
  const shares = millions(company.shares * 1e6 * 0.993 ** (year - anchorYear))
  return {
    revenue,
    grossProfit: Math.min(millions(revenue * 0.92), millions(operatingIncome + overhead)),
    operatingIncome,
    netIncome,
    interestExpense,
    shares,
    earningsPerShare: cents(netIncome / shares),
  }
}

function cashOf({ symbol }: Listing, netIncome: number, revenue: number, year: number) {
  const depreciation = millions(revenue * 0.045)
  const operatingCashFlow =
    netIncome + depreciation + millions(revenue * 0.02 * nudge(`${symbol} working ${year}`))
  const capitalExpenditure = millions(revenue * 0.055 * wobble(symbol, 'investment', year, 0.2))
  return { depreciation, operatingCashFlow, capitalExpenditure }
}

function balanceOf({ symbol }: Listing, size: number, year: number, leverage: number) {
  const assets = millions(size * 1.15 * wobble(symbol, 'assets', year, 0.03))
  const liabilities = millions(assets * leverage * (1 + 0.08 * nudge(`${symbol} leverage`)))
  const equity = assets - liabilities
  const longTermDebt = millions(liabilities * 0.4)
  return {
    assets,
    liabilities,
    equity,
    currentAssets: millions(assets * 0.38 * wobble(symbol, 'current', year, 0.05)),
    currentLiabilities: millions(liabilities * 0.42),
    retainedEarnings: millions(equity * 0.7),
    cash: millions(assets * 0.14),
    longTermDebt,
    totalDebt: longTermDebt + millions(liabilities * 0.06),
  }
}

/** About 1, the same for the same company, figure and year. */
function wobble(symbol: string, figure: string, year: number, size: number): number {
  return 1 + size * nudge(`${symbol} ${figure} ${year}`)
}

function millions(amount: number): number {
  return Math.round(amount / 1e6) * 1e6
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100
}
