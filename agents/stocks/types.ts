/** The words of the stocks project. Everything here is data; the verbs live in their own files. */
import type { Freshness } from '../../core/types.ts'

/** One closed trading day, adjusted for splits. Prices in the series' currency, volume in shares. */
export interface Bar {
  /** ISO date, `2017-12-29`. */
  readonly date: string
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

export interface Prices {
  readonly symbol: string
  /** The company's or index's name where the source knows it. */
  readonly name: string | null
  /** ISO 4217; null where the source does not say. */
  readonly currency: string | null
  /** Oldest first, one a day, at least one. */
  readonly bars: readonly Bar[]
  /** What it traded at last on a day that is not closed; absent where the source does not say. */
  readonly quote?: Quote | null | undefined
}

export interface Quote {
  readonly price: number
  /** ISO date-time of the trade. */
  readonly at: string
}

/** Yearly figures in `currency`, newest first. Missing is missing: null, never 0. */
export interface FiscalYear {
  /** Last day of the fiscal year, ISO date. */
  readonly endedOn: string
  /** The day it was filed or published, ISO date; nothing may use it before. */
  readonly filedOn: string
  readonly revenue: number | null
  readonly grossProfit: number | null
  readonly operatingIncome: number | null
  readonly netIncome: number | null
  /** Diluted, per share. */
  readonly earningsPerShare: number | null
  readonly interestExpense: number | null
  readonly operatingCashFlow: number | null
  /** Positive. */
  readonly capitalExpenditure: number | null
  readonly assets: number | null
  readonly currentAssets: number | null
  readonly liabilities: number | null
  readonly currentLiabilities: number | null
  readonly equity: number | null
  readonly retainedEarnings: number | null
  readonly cash: number | null
  readonly longTermDebt: number | null
  readonly totalDebt: number | null
  readonly depreciation: number | null
  /** Diluted, weighted average. */
  readonly shares: number | null
  readonly dividendsPerShare: number | null
}

export interface Fundamentals {
  readonly symbol: string
  readonly currency: string | null
  readonly sector: string | null
  /** Expected earnings per share of the coming year, where analysts publish one. */
  readonly forwardEarningsPerShare: number | null
  /** Newest first, at least one. */
  readonly years: readonly FiscalYear[]
  /** The twelve months to the last quarter, where quarters were filed since the newest year. */
  readonly trailing?: FiscalYear | null | undefined
  /** Where two sources say different things about the newest year. */
  readonly disagreements?: readonly Disagreement[] | undefined
}

/** The figure that is shown, and what another source has in its place. */
export interface Disagreement {
  readonly figure: 'revenue' | 'netIncome' | 'earningsPerShare'
  readonly shown: number
  readonly other: number
  /** Who says the other. */
  readonly source: string
}

/** Third-party text: hostile until proven otherwise. */
export interface Headline {
  readonly title: string
  readonly publisher: string
  /** ISO date-time. */
  readonly publishedAt: string
  readonly url: string | null
}

/** What a source gave, with where and when. */
export interface Fetched<T> {
  readonly value: T
  /** `csv:AAPL.csv`, `yahoo`, `demo`. */
  readonly source: string
  /** The moment the value speaks of: the last bar's date, the filing's date, the newest headline's time. */
  readonly asOf: string
  /** ISO date-time. */
  readonly fetchedAt: string
  readonly freshness: Freshness
  /** What went wrong on the way: sources that failed before this one, rows that were left out. */
  readonly notes: readonly string[]
}

export interface SourceRequest {
  readonly symbol: string
  /** The day that is "today" for this question. */
  readonly askedAt: Date
  readonly signal: AbortSignal
}

/**
 * A source of one kind of data. Throws AppError: `not_found` when it does not know the symbol,
 * `unavailable`, `rate_limited` or `timeout` when it could not say, `invalid` when its data is broken.
 */
export interface Source<T> {
  readonly name: string
  fetch(request: SourceRequest): Promise<Fetched<T>>
  /** All symbols it holds, where they can be listed. */
  symbols?(): Promise<readonly string[]>
}

/** The close that another source has for the last day of a series that is shown. */
export interface SecondClose {
  /** ISO date. */
  readonly date: string
  readonly close: number
  readonly source: string
  /** ISO date-time. */
  readonly fetchedAt: string
  /** `otherwise adjusted` where the one is so many times the other on every day, as after a split. */
  readonly relation: 'agrees' | 'differs' | 'otherwise adjusted'
}

/** Asks another source for the last close of a series; null where there is none, or it does not say in time. */
export type PriceWitness = (
  shown: Fetched<Prices>,
  request: SourceRequest,
) => Promise<SecondClose | null>

export interface MarketData {
  readonly prices: Source<Prices>
  readonly fundamentals: Source<Fundamentals>
  readonly news: Source<readonly Headline[]>
}
