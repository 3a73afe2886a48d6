import { AppError } from '../../../core/errors.ts'
import type {
  Fetched,
  Fundamentals,
  Headline,
  MarketData,
  Prices,
  SourceRequest,
} from '../types.ts'
import { dayOf } from './day.ts'
import { accountsBefore } from './demo/accounts.ts'
import { demoSeries } from './demo/bars.ts'
import { headlinesBefore } from './demo/headlines.ts'
import { type Listing, listings } from './demo/listings.ts'
import { unknownSymbol, usualSpelling } from './symbol.ts'

/**
 * Synthetic data for some well-known names, so that everything can be tried without a network. Nothing
 * in it is real but the names, it is the same on every machine, and all of it is marked `demo`.
 */
export function demo(): MarketData {
  const seriesOf = demoSeries()
  const symbols = () => Promise.resolve(listings.map(({ symbol }) => symbol))
  return {
    prices: { name: 'demo', fetch: async (request) => prices(request, seriesOf), symbols },
    fundamentals: { name: 'demo', fetch: fundamentals, symbols },
    news: { name: 'demo', fetch: news, symbols },
  }
}

function prices(
  { symbol, askedAt }: SourceRequest,
  seriesOf: ReturnType<typeof demoSeries>,
): Fetched<Prices> {
  const listing = listingOf(symbol)
  const bars = seriesOf(listing, dayOf(askedAt))
  const last = bars.at(-1)?.date
  if (last === undefined) throw unknownSymbol(symbol, 'demo')
  const { name, currency } = listing
  return invented({ symbol: listing.symbol, name, currency, bars }, last)
}

async function fundamentals({ symbol, askedAt }: SourceRequest): Promise<Fetched<Fundamentals>> {
  const listing = listingOf(symbol)
  if (listing.company === undefined) throw withoutAccounts(listing)
  const [newest, ...older] = accountsBefore(listing, listing.company, dayOf(askedAt))
  if (newest === undefined) throw unknownSymbol(symbol, 'demo')
  const forward = (newest.earningsPerShare ?? 0) * (1 + listing.growth)
  const value = {
    symbol: listing.symbol,
    currency: listing.currency,
    sector: listing.company.sector,
    forwardEarningsPerShare: Math.round(forward * 100) / 100,
    years: [newest, ...older],
  }
  return invented(value, newest.filedOn)
}

async function news({ symbol, askedAt }: SourceRequest): Promise<Fetched<readonly Headline[]>> {
  const value = headlinesBefore(listingOf(symbol), askedAt)
  return invented(value, value[0]?.publishedAt ?? askedAt.toISOString())
}

function invented<T>(value: T, asOf: string): Fetched<T> {
  const fetchedAt = new Date().toISOString()
  return { value, source: 'demo', asOf, fetchedAt, freshness: 'demo', notes: [] }
}

function listingOf(symbol: string): Listing {
  const listing = listings.find((each) => each.symbol === usualSpelling(symbol))
  if (listing === undefined) throw unknownSymbol(symbol, 'demo')
  return listing
}

function withoutAccounts({ symbol, name }: Listing): AppError {
  const kind = symbol.startsWith('^') ? 'an index' : 'a fund'
  const said = `${name} is ${kind}: it has no accounts.`
  return new AppError('not_found', `${symbol} is ${kind}`, { said })
}
