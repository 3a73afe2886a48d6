import { AppError } from '../../../core/errors.ts'
import type { MarketData, Source } from '../types.ts'
import { chain } from './chain.ts'
import { csvPrices } from './csv.ts'
import { demo } from './demo.ts'
import { missingSource } from './missing.ts'
import { yahoo } from './yahoo.ts'

/** MARKET_DATA, MARKET_DATA_DIR and YAHOO_BASE_URL; other settings are not read. */
export type Settings = Readonly<Record<string, string | undefined>>

/** One configured place to get data from, with the kinds of data it has. */
export interface Vendor extends Partial<MarketData> {
  readonly name: string
}

const keepMs = { prices: 60_000, fundamentals: 3_600_000, news: 300_000 }

/** The configured sources, in order. Throws `invalid` with the variable's name when the settings are wrong. */
export function openMarketData(settings: Settings): MarketData {
  const vendors = openVendors(settings)
  const configured = vendors.map(({ name }) => name).join(',')
  const ordered = <T>(kind: keyof MarketData, of: (vendor: Vendor) => Source<T> | undefined) => {
    const sources = vendors.flatMap((vendor) => of(vendor) ?? [])
    if (sources.length === 0) return missingSource<T>(kind, configured)
    return chain(sources, { keepMs: keepMs[kind] })
  }
  return {
    prices: ordered('prices', (vendor) => vendor.prices),
    fundamentals: ordered('fundamentals', (vendor) => vendor.fundamentals),
    news: ordered('news', (vendor) => vendor.news),
  }
}

export function openVendors(settings: Settings): readonly Vendor[] {
  return namesIn(settings).map((name) => openVendor(name, settings))
}

function namesIn(settings: Settings): readonly string[] {
  const named = (settings['MARKET_DATA'] ?? '').split(',').map((name) => name.trim().toLowerCase())
  const names = [...new Set(named)].filter((name) => name !== '')
  if (names.length > 0) return names
  return folderIn(settings) === null ? ['yahoo', 'demo'] : ['csv', 'yahoo', 'demo']
}

function openVendor(name: string, settings: Settings): Vendor {
  switch (name) {
    case 'yahoo':
      return { name, ...yahoo({ baseUrl: baseUrlIn(settings) }) }
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
