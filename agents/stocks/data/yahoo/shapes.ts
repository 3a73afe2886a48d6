import { z } from 'zod'

/** Seconds since 1970 as Yahoo sends them, or a Date where the library has already read them. */
const moment = z.union([z.date(), z.number().transform((seconds) => new Date(seconds * 1000))])
const column = z.array(z.number().nullish())
const amount = z
  .number()
  .nullish()
  .transform((value) => value ?? null)
const word = z
  .string()
  .nullish()
  .transform((value) => value ?? null)

export const chartShape = z.object({
  meta: z.object({
    currency: word,
    longName: word,
    shortName: word,
    instrumentType: word,
    gmtoffset: z.number().default(0),
    regularMarketPrice: amount.catch(null),
    regularMarketTime: moment.nullish().catch(null),
    currentTradingPeriod: z.object({ regular: z.object({ start: moment, end: moment }) }).nullish(),
  }),
  timestamp: z.array(z.number()).default([]),
  indicators: z.object({
    quote: z.array(
      z.object({ open: column, high: column, low: column, close: column, volume: column }),
    ),
  }),
})

export type Chart = z.infer<typeof chartShape>

/** A fiscal year; Yahoo leaves out what it does not know. Amounts in the company's reporting currency. */
export const accountsShape = z.array(
  z.object({
    date: moment,
    totalRevenue: amount,
    grossProfit: amount,
    operatingIncome: amount,
    netIncome: amount,
    dilutedEPS: amount,
    interestExpense: amount,
    operatingCashFlow: amount,
    capitalExpenditure: amount,
    totalAssets: amount,
    currentAssets: amount,
    totalLiabilitiesNetMinorityInterest: amount,
    currentLiabilities: amount,
    stockholdersEquity: amount,
    retainedEarnings: amount,
    cashCashEquivalentsAndShortTermInvestments: amount,
    cashAndCashEquivalents: amount,
    longTermDebt: amount,
    totalDebt: amount,
    reconciledDepreciation: amount,
    dilutedAverageShares: amount,
    dividendPerShare: amount,
    cashDividendsPaid: amount,
  }),
)

export type Accounts = z.infer<typeof accountsShape>[number]

export const profileShape = z.object({
  assetProfile: z.object({ sector: word }).nullish(),
  defaultKeyStatistics: z.object({ forwardEps: amount }).nullish(),
  financialData: z.object({ financialCurrency: word }).nullish(),
  quoteType: z.object({ quoteType: word }).nullish(),
})

export type Profile = z.infer<typeof profileShape>

export const searchShape = z.object({
  quotes: z.array(z.object({ symbol: word })).default([]),
  news: z
    .array(
      z.object({
        title: z.string(),
        publisher: z.string().default(''),
        providerPublishTime: moment,
        link: word,
        relatedTickers: z.array(z.string()).nullish(),
      }),
    )
    .default([]),
})

export type Search = z.infer<typeof searchShape>
