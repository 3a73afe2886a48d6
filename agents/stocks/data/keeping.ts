import { z } from 'zod'

import { fundamentalDataKey, stockNewsKey, stockPriceKey } from '../../../core/cache-keys.ts'
import { marketOf, priceTtlMs } from '../../../core/market-hours.ts'
import type { Fundamentals, Headline, Prices } from '../types.ts'
import type { Keeping } from './cached.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

const figure = z.number().nullable()
const text = z.string().nullable()

function fetched<Shape extends z.ZodType>(value: Shape) {
  return z.object({
    value,
    source: z.string(),
    asOf: z.string(),
    fetchedAt: z.string(),
    freshness: z.enum(['live', 'delayed', 'closed', 'stale', 'demo']),
    notes: z.array(z.string()),
  })
}

const bar = z.object({
  date: z.string(),
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  volume: z.number(),
})

/** Daily prices that reach back for `period`, until their exchange may move them. */
export function keptPrices(period: string): Keeping<Prices> {
  return {
    schema: fetched(
      z.object({
        symbol: z.string(),
        name: text,
        currency: text,
        bars: z.array(bar).min(1),
        quote: z.object({ price: z.number(), at: z.string() }).nullish(),
      }),
    ),
    keyOf: (symbol) => stockPriceKey(symbol, marketNamed(symbol), period),
    ttlMs: (_fetched, symbol, now) => priceTtlMs(symbol, now),
  }
}

const fiscalYear = z.object({
  endedOn: z.string(),
  filedOn: z.string(),
  revenue: figure,
  grossProfit: figure,
  operatingIncome: figure,
  netIncome: figure,
  earningsPerShare: figure,
  interestExpense: figure,
  operatingCashFlow: figure,
  capitalExpenditure: figure,
  assets: figure,
  currentAssets: figure,
  liabilities: figure,
  currentLiabilities: figure,
  equity: figure,
  retainedEarnings: figure,
  cash: figure,
  longTermDebt: figure,
  totalDebt: figure,
  depreciation: figure,
  shares: figure,
  dividendsPerShare: figure,
})

/** Accounts: a minute where a part of them could not be had, an hour and the night where all is there. */
export const keptFundamentals: Keeping<Fundamentals> = {
  schema: fetched(
    z.object({
      symbol: z.string(),
      currency: text,
      sector: text,
      forwardEarningsPerShare: figure,
      years: z.array(fiscalYear).min(1),
      trailing: fiscalYear.nullish(),
    }),
  ),
  keyOf: (symbol) => fundamentalDataKey(symbol, marketNamed(symbol)),
  ttlMs: ({ notes }, symbol, now) =>
    notes.length > 0 ? minuteMs : Math.max(hourMs, priceTtlMs(symbol, now)),
}

/** What was filed: until the night, and beside what Yahoo says of the same company. */
export const keptSec: Keeping<Fundamentals> = {
  ...keptFundamentals,
  keyOf: (symbol) => fundamentalDataKey(symbol, 'sec'),
  ttlMs: ({ value }, symbol, now) =>
    value.sector === null ? minuteMs : Math.max(hourMs, priceTtlMs(symbol, now)),
}

/** Headlines come at night too. */
export const keptNews: Keeping<readonly Headline[]> = {
  schema: fetched(
    z.array(
      z.object({ title: z.string(), publisher: z.string(), publishedAt: z.string(), url: text }),
    ),
  ),
  keyOf: (symbol) => stockNewsKey(symbol, marketNamed(symbol)),
  ttlMs: () => 5 * minuteMs,
}

/** Exchanges whose hours we do not know go by one name. */
function marketNamed(symbol: string): string {
  return marketOf(symbol) ?? 'other'
}
