import type { Cache } from '../../../core/cache.ts'
import { AppError } from '../../../core/errors.ts'
import type { MarketData, Source } from '../types.ts'
import { cached } from './cached.ts'
import { chain } from './chain.ts'
import { csvPrices } from './csv.ts'
import { demo } from './demo.ts'
import { keptFundamentals, keptNews, keptPrices } from './keeping.ts'
import { missingSource } from './missing.ts'
import { yahoo } from './yahoo.ts'
import { priceYears } from './yahoo/prices.ts'

/** MARKET_DATA, MARKET_DATA_DIR and YAHOO_BASE_URL; other settings are not read. */
export type Settings = Readonly<Record<string, string | undefined>>

/** One configured place to get data from, with the kinds of data it has. */
export interface Vendor extends Partial<MarketData> {
  readonly name: string
}

/** The configured sources, in order. Throws `invalid` with the variable's name when the settings are wrong. */
export function openMarketData(settings: Settings, cache: Cache): MarketData {
  const vendors = openVendors(settings, (data) => kept(data, cache))
  const configured = vendors.map(({ name }) => name).join(',')
  const ordered = <T>(kind: keyof MarketData, of: (vendor: Vendor) => Source<T> | undefined) => {
    const sources = vendors.flatMap((vendor) => of(vendor) ?? [])
    if (sources.length === 0) return missingSource<T>(kind, configured)
    return chain(sources)
  }
  return {
    prices: ordered('prices', (vendor) => vendor.prices),
    fundamentals: ordered('fundamentals', (vendor) => vendor.fundamentals),
    news: ordered('news', (vendor) => vendor.news),
  }
}

type Remote = (data: MarketData) => MarketData

/** `remote` is given what comes over the network; as it is where nothing else is said. */
export function openVendors(
  settings: Settings,
  remote: Remote = (data) => data,
): readonly Vendor[] {
  return namesIn(settings).map((name) => openVendor(name, settings, remote))
}

/**
 * A folder is not kept, so that a changed file shows at once, and demo data is not, so that nothing made up is
 * ever found where real data is looked for: both are here already.
 */
function kept({ prices, fundamentals, news }: MarketData, cache: Cache): MarketData {
  return {
    prices: cached(prices, keptPrices(`${priceYears}y`), { cache }),
    fundamentals: cached(fundamentals, keptFundamentals, { cache }),
    news: cached(news, keptNews, { cache }),
  }
}

function namesIn(settings: Settings): readonly string[] {
  const named = (settings['MARKET_DATA'] ?? '').split(',').map((name) => name.trim().toLowerCase())
  const names = [...new Set(named)].filter((name) => name !== '')
  if (names.length > 0) return names
  return folderIn(settings) === null ? ['yahoo', 'demo'] : ['csv', 'yahoo', 'demo']
}

function openVendor(name: string, settings: Settings, remote: Remote): Vendor {
  switch (name) {
    case 'yahoo':
      return { name, ...remote(yahoo({ baseUrl: baseUrlIn(settings) })) }
    case 'csv':
      return { name, prices: csvPrices(folderIn(settings) ?? noFolder()) }
    case 'demo':
      return { name, ...demo() }
    default:
      return refuse(
        'MARKET_DATA',
        `is a list out of yahoo, csv and demo, and "${name}" is none of them`,
      )
  }
}

function folderIn(settings: Settings): string | null {
  return settings['MARKET_DATA_DIR']?.trim() || null
}

function noFolder(): never {
  return refuse(
    'MARKET_DATA_DIR',
    'must name a folder of SYMBOL.csv files when MARKET_DATA has csv',
  )
}

function baseUrlIn(settings: Settings): string | undefined {
  const url = settings['YAHOO_BASE_URL']?.trim() || undefined
  if (url === undefined || /^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url
  return refuse('YAHOO_BASE_URL', `must be an http or https URL, and "${url}" is not`)
}

function refuse(variable: string, problem: string): never {
  throw new AppError('invalid', `${variable} ${problem}`, { said: `${variable} ${problem}.` })
}
