import { withMinus } from '../format.ts'
import type { FiscalYear } from '../types.ts'
import { type Figure, minus, ratio, times } from './figures.ts'
import { freeCashFlow, isFinancial } from './years.ts'

/** What the range rests on, in percent a year unless it says otherwise. */
export const assumptions = {
  discountPercent: 9,
  discountSpreadPercent: 1,
  lastingGrowthPercent: 2.5,
  fastestGrowthPercent: 12,
  forecastYears: 10,
  lowestEarningsMultiple: 12,
  highestEarningsMultiple: 22,
} as const

export interface FairValue {
  readonly fairValueLow: Figure
  readonly fairValueHigh: Figure
  /** The methods and their assumptions, in words; null without a range. */
  readonly fairValueBasis: string | null
}

export const noRange: FairValue = { fairValueLow: null, fairValueHigh: null, fairValueBasis: null }

interface Range {
  readonly method: string
  readonly low: number
  readonly high: number
}

/**
 * What a share may be worth: from the lowest to the highest of at least two methods, because each alone
 * is a guess. `growthPercent` is what the first year is assumed to grow by.
 */
export function fairValue(
  year: FiscalYear,
  growthPercent: Figure,
  sector: string | null,
): FairValue {
  const cash = isFinancial(sector) ? null : discountedCash(year, growthPercent)
  const found = [cash, earningsMultiple(year), bookValue(year)].flatMap((range) => range ?? [])
  if (found.length < 2) return noRange
  return {
    fairValueLow: Math.min(...found.map(({ low }) => low)),
    fairValueHigh: Math.max(...found.map(({ high }) => high)),
    fairValueBasis: found.map(({ method }) => method).join(', '),
  }
}

/** Free cash flow grows, ever more slowly, for ten years and then lastingly; all of it in today's money. */
function discountedCash(year: FiscalYear, growthPercent: Figure): Range | null {
  const { discountPercent, discountSpreadPercent, fastestGrowthPercent } = assumptions
  const flow = freeCashFlow(year)
  const netCash = minus(year.cash, year.totalDebt)
  if (flow === null || flow <= 0 || netCash === null || growthPercent === null) return null
  const first = Math.min(Math.max(growthPercent, 0), fastestGrowthPercent)
  const at = (discount: number) => ratio(presentValue(flow, first, discount) + netCash, year.shares)
  const low = at(discountPercent + discountSpreadPercent)
  const high = at(discountPercent - discountSpreadPercent)
  if (low === null || high === null || low <= 0) return null
  const { lastingGrowthPercent, forecastYears } = assumptions
  const growth = `growth from ${withMinus(first.toFixed(1))}% down to ${lastingGrowthPercent}% in ${forecastYears} years`
  const method = `cash flows discounted at ${discountPercent}% give or take ${discountSpreadPercent} (${growth})`
  return { method, low, high }
}

function presentValue(flow: number, firstGrowth: number, discountPercent: number): number {
  const { lastingGrowthPercent: lasting, forecastYears } = assumptions
  const discount = 1 + discountPercent / 100
  let next = flow
  let sum = 0
  for (let index = 1; index <= forecastYears; index += 1) {
    const faded = firstGrowth + ((lasting - firstGrowth) * (index - 1)) / (forecastYears - 1)
    next *= 1 + faded / 100
    sum += next / discount ** index
  }
  const rest = (next * (1 + lasting / 100)) / ((discountPercent - lasting) / 100)
  return sum + rest / discount ** forecastYears
}

function earningsMultiple({ earningsPerShare: earnings }: FiscalYear): Range | null {
  if (earnings === null || earnings <= 0) return null
  const { lowestEarningsMultiple: low, highestEarningsMultiple: high } = assumptions
  return { method: `${low} to ${high} times earnings`, low: low * earnings, high: high * earnings }
}

/** Book value, times how far the return on it is above what owners ask for. */
function bookValue({ equity, netIncome, shares }: FiscalYear): Range | null {
  const { discountPercent, discountSpreadPercent, lastingGrowthPercent: lasting } = assumptions
  const [book, roe] = [ratio(equity, shares), times(ratio(netIncome, equity), 100)]
  if (book === null || roe === null || roe <= lasting || roe > highestReturn) return null
  const at = (discount: number) => (book * (roe - lasting)) / (discount - lasting)
  const low = at(discountPercent + discountSpreadPercent)
  const high = at(discountPercent - discountSpreadPercent)
  return {
    method: `book value with a return on equity of ${withMinus(roe.toFixed(1))}%`,
    low,
    high,
  }
}

/** A company that bought back most of its equity earns any percentage on the rest: no yardstick. */
const highestReturn = 40
