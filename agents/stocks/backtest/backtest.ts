import { AppError } from '../../../core/errors.ts'
import { horizons } from '../calls/outcome.ts'
import { benchmarkOf } from '../technical/benchmark.ts'
import type { Bar, Fetched, MarketData, Prices } from '../types.ts'
import { filedAccounts, type Known } from './as-of.ts'
import type { BacktestAsked } from './asked.ts'
import { type HitRate, hitRate, type Measures, measuresOf } from './measures.ts'
import { type PastRating, ratingsOn } from './ratings.ts'
import { bought, followed } from './simulate.ts'

export interface Backtest {
  readonly symbol: string
  readonly source: string
  readonly isDemo: boolean
  readonly first: string
  readonly last: string
  readonly tradingDays: number
  readonly ratings: readonly PastRating[]
  readonly usesAccounts: boolean
  readonly followed: Measures & { readonly trades: number; readonly heldPercent: number }
  readonly bought: Measures
  /** Null where the market's index could not be had. */
  readonly market: (Measures & { readonly symbol: string }) | null
  readonly hitRates: readonly HitRate[]
}

/** Fewer days than that say nothing. */
const fewestDays = 40

/** The recommendation over past days of one symbol, each seen with what was known on it. */
export async function backtest(
  data: MarketData,
  symbol: string,
  { asked, signal }: { readonly asked: BacktestAsked; readonly signal: AbortSignal },
): Promise<Backtest> {
  const known = await knownOf(data, symbol, { to: asked.to, signal })
  const bars = within(known.prices.value.bars, asked)
  const [first, last] = [bars[0], bars.at(-1)]
  if (bars.length < fewestDays || first === undefined || last === undefined) {
    throw tooFew(symbol, known.prices, asked)
  }
  const days = bars.flatMap(({ date }, at) => (at % asked.everyDays === 0 ? [date] : []))
  const ratings = await ratingsOn(days, known, signal)
  const benchmark = within(known.benchmark?.value.bars ?? [], asked)
  return {
    symbol: known.prices.value.symbol,
    source: known.prices.source,
    isDemo: known.prices.freshness === 'demo',
    first: first.date,
    last: last.date,
    tradingDays: bars.length,
    ratings,
    usesAccounts: known.fundamentals !== null,
    ...outcomes(bars, ratings, asked.costBasisPoints),
    market: marketOf(known.benchmark, benchmark),
    hitRates: horizons.map((horizon) => hitRate(ratings, { bars, benchmark }, horizon)),
  }
}

/** History from before the first day on, so that the first rating knows as much as the last. */
async function knownOf(
  data: MarketData,
  symbol: string,
  { to, signal }: { readonly to: string; readonly signal: AbortSignal },
): Promise<Known> {
  const request = { symbol, askedAt: new Date(`${to}T23:59:00Z`), signal }
  const prices = await data.prices.fetch(request)
  const market = benchmarkOf(symbol)
  const benchmark = market === null ? null : await indexOf(data, { ...request, symbol: market })
  const isMixed = (benchmark?.freshness === 'demo') !== (prices.freshness === 'demo')
  return {
    prices,
    benchmark: isMixed ? null : benchmark,
    fundamentals: await filedAccounts(data.fundamentals, request),
  }
}

async function indexOf(
  { prices }: MarketData,
  request: Parameters<MarketData['prices']['fetch']>[0],
): Promise<Fetched<Prices> | null> {
  try {
    return await prices.fetch(request)
  } catch {
    request.signal.throwIfAborted()
    // The report says that there is no index to compare with.
    return null
  }
}

function outcomes(bars: readonly Bar[], ratings: readonly PastRating[], costBasisPoints: number) {
  const { equity, trades, heldDays } = followed(bars, ratings, costBasisPoints)
  const heldPercent = (100 * heldDays) / bars.length
  return {
    followed: { ...measuresOf(equity, bars), trades, heldPercent },
    bought: measuresOf(bought(bars, costBasisPoints).equity, bars),
  }
}

function marketOf(fetched: Fetched<Prices> | null, bars: readonly Bar[]): Backtest['market'] {
  if (fetched === null || bars.length < fewestDays) return null
  const closes = bars.map(({ close }) => close)
  return { symbol: fetched.value.symbol, ...measuresOf(closes, bars) }
}

function within(bars: readonly Bar[], { from, to }: BacktestAsked): readonly Bar[] {
  return bars.filter(({ date }) => date >= from && date <= to)
}

function tooFew(symbol: string, { value, source }: Fetched<Prices>, { from, to }: BacktestAsked) {
  const said = `${symbol}: fewer than ${fewestDays} trading days between ${from} and ${to}; ${source} has ${value.bars[0]?.date} to ${value.bars.at(-1)?.date}.`
  return new AppError('not_found', said, { said })
}
