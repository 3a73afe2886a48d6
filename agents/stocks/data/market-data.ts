import type { Cache } from '../../../core/cache.ts'
import { openListings } from '../listings/book.ts'
import { companyNames } from '../listings/company-names.ts'
import type { Fundamentals, Headline, MarketData, PriceWitness, Source } from '../types.ts'
import { cached } from './cached.ts'
import { chain } from './chain.ts'
import { comparedWith } from './compared.ts'
import { csvPrices } from './csv.ts'
import { demo } from './demo.ts'
import { edgarFundamentals } from './edgar.ts'
import { openEdgarClient } from './edgar/client.ts'
import { feedNews } from './feeds.ts'
import { gathered } from './gathered.ts'
import { keptFundamentals, keptNews, keptPrices, keptSec } from './keeping.ts'
import { missingSource } from './missing.ts'
import { priceWitness } from './price-witness.ts'
import {
  allowsLoopback,
  baseUrlIn,
  feedsIn,
  namesIn,
  priceFolder,
  type Settings,
  symbolsFolder,
  userAgentIn,
  type VendorName,
} from './settings.ts'
import { yahoo } from './yahoo.ts'
import { priceYears } from './yahoo/prices.ts'

/** One configured place to get data from, with the kinds of data it has. */
export interface Vendor extends Partial<MarketData> {
  readonly name: VendorName
  /** Why it is not asked, where it has been named and lacks something. */
  readonly off?: string
}

/** The configured sources, and who is asked for a second price. */
export interface OpenMarketData extends MarketData {
  readonly priceWitness: PriceWitness
}

/** The configured sources, in order. Throws `invalid` with the variable's name when the settings are wrong. */
export function openMarketData(settings: Settings, cache: Cache): OpenMarketData {
  const vendors = openVendors(settings, cache).map((vendor) => kept(vendor, cache))
  const prices = present(vendors.map((vendor) => vendor.prices))
  const configured = vendors.map(({ name }) => name).join(',')
  const ordered = <T>(kind: keyof MarketData, sources: readonly Source<T>[]) =>
    sources.length === 0 ? missingSource<T>(kind, configured) : chain(sources)
  return {
    prices: ordered('prices', prices),
    priceWitness: priceWitness(prices),
    fundamentals: ordered(
      'fundamentals',
      witnesses(present(vendors.map((each) => each.fundamentals))),
    ),
    news: ordered('news', heard(present(vendors.map(({ news }) => news)))),
  }
}

function present<T>(sources: readonly (Source<T> | undefined)[]): readonly Source<T>[] {
  return sources.filter((source) => source !== undefined)
}

/** The first of two sources of real accounts is held against the second. */
function witnesses(sources: readonly Source<Fundamentals>[]): readonly Source<Fundamentals>[] {
  const [first, second] = sources
  if (first === undefined || second === undefined || [first, second].some(isDemo)) return sources
  return [comparedWith(first, second), ...sources.slice(1)]
}

/** News of all real sources together; made-up ones only where there are none. */
function heard(
  sources: readonly Source<readonly Headline[]>[],
): readonly Source<readonly Headline[]>[] {
  const real = sources.filter((source) => !isDemo(source))
  return real.length > 1 ? [gathered(real), ...sources.filter(isDemo)] : sources
}

function isDemo({ name }: Pick<Source<unknown>, 'name'>): boolean {
  return name === 'demo'
}

/**
 * A folder is not kept, so that a changed file shows at once, and demo data is not, so that nothing made up is
 * ever found where real data is looked for: both are here already. Feeds keep their own.
 */
function kept(vendor: Vendor, cache: Cache): Vendor {
  const { name, prices, fundamentals, news } = vendor
  if (name === 'sec' && fundamentals !== undefined)
    return { ...vendor, fundamentals: cached(fundamentals, keptSec, { cache }) }
  if (name !== 'yahoo' || !prices || !fundamentals || !news) return vendor
  return {
    name,
    prices: cached(prices, keptPrices(`${priceYears}y`), { cache }),
    fundamentals: cached(fundamentals, keptFundamentals, { cache }),
    news: cached(news, keptNews, { cache }),
  }
}

export function openVendors(settings: Settings, cache: Cache): readonly Vendor[] {
  return namesIn(settings).map((name) => openers[name](settings, cache))
}

const openers: Readonly<Record<VendorName, (settings: Settings, cache: Cache) => Vendor>> = {
  csv: (settings) => ({ name: 'csv', prices: csvPrices(priceFolder(settings)) }),
  sec: openSec,
  feeds: openFeeds,
  yahoo: openYahoo,
  demo: () => ({ name: 'demo', ...demo() }),
}

function openYahoo(settings: Settings): Vendor {
  const baseUrl = baseUrlIn(settings, 'YAHOO_BASE_URL')
  return { name: 'yahoo', ...yahoo({ baseUrl, allowsLoopback: allowsLoopback(settings) }) }
}

function openFeeds(settings: Settings, cache: Cache): Vendor {
  const urls = feedsIn(settings)
  if (urls.length === 0) return { name: 'feeds', off: 'NEWS_FEEDS is not set' }
  const namesOf = companyNames(openListings(symbolsFolder(settings)))
  const news = feedNews({ urls, cache, namesOf, allowsLoopback: allowsLoopback(settings) })
  return { name: 'feeds', news }
}

/** The SEC wants to know who asks: without a name it is not asked. */
function openSec(settings: Settings): Vendor {
  const call = openSecClient(settings)
  if (call === null) return { name: 'sec', off: secOff }
  const book = openListings(symbolsFolder(settings))
  return { name: 'sec', fundamentals: edgarFundamentals({ call, cikOf: book.cikOf }) }
}

export const secOff = 'SEC_USER_AGENT is not set'

export function openSecClient(settings: Settings) {
  const userAgent = userAgentIn(settings)
  if (userAgent === null) return null
  const baseUrl = baseUrlIn(settings, 'SEC_EDGAR_BASE_URL')
  return openEdgarClient({ userAgent, baseUrl, allowsLoopback: allowsLoopback(settings) })
}
