import { beta } from '../indicators/beta.ts'
import { at } from '../indicators/columns.ts'
import type { Bar } from '../types.ts'
import { percentChange, valueOf, type Values } from './values.ts'
import { type Window, windowOf } from './window.ts'

type MarketFact = 'beta' | 'marketStrengthPercent'

/** Fewer common days than these say more of chance than of the market. */
const fewestReturns = 60

/** How the price went beside its index, over the days of the year that both have. */
export function marketValues(year: Window, benchmark: readonly Bar[]): Values<MarketFact> {
  const start = year.bars[0]?.date ?? ''
  const recent = benchmark.filter(({ date }) => date >= start)
  const market = new Map(recent.map((bar) => [bar.date, bar]))
  const own = year.bars.filter(({ date }) => market.has(date))
  const common = own.flatMap(({ date }) => market.get(date) ?? [])
  return {
    beta: valueOf(betaOf(own, common)),
    marketStrengthPercent: valueOf(strengthOf(own, common)),
  }
}

function betaOf(own: readonly Bar[], market: readonly Bar[]): number {
  const returnCount = own.length - 1
  if (returnCount < fewestReturns) return Number.NaN
  return at(beta(closesOf(own), closesOf(market), returnCount), returnCount)
}

function closesOf(bars: readonly Bar[]): Float64Array {
  return Float64Array.from(bars, ({ close }) => close)
}

/** The change over half a year less that of the index between the same days. */
function strengthOf(own: readonly Bar[], market: readonly Bar[]): number {
  if (own.length <= fewestReturns) return Number.NaN
  return halfYearChange(own) - halfYearChange(market)
}

function halfYearChange(bars: readonly Bar[]): number {
  const last = bars.at(-1)
  if (last === undefined) return Number.NaN
  const { base, isWhole } = windowOf(bars, last, '6mo')
  return isWhole ? percentChange(base.close, last.close) : Number.NaN
}
