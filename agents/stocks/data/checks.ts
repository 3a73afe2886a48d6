import { AppError } from '../../../core/errors.ts'
import type { Check } from '../../../core/types.ts'
import type { Prices, Source } from '../types.ts'
import { agePrices } from './freshness.ts'
import { openVendors, type Settings, type Vendor } from './market-data.ts'

/** What `npm run doctor` shows of the market data: a line for each configured source. */
export async function checkMarketData(
  settings: Settings,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  try {
    const vendors = openVendors(settings)
    const checks = await Promise.all(vendors.map((vendor) => checkVendor(vendor, settings, signal)))
    return checks.every(({ state }) => state === 'failed') ? checks : checks.map(forgive)
  } catch (error) {
    const { said } = AppError.from(error)
    return [{ name: 'market data', state: 'failed', detail: said, fix: 'Correct the variable.' }]
  }
}

async function checkVendor(
  { name, prices }: Vendor,
  settings: Settings,
  signal: AbortSignal,
): Promise<Check> {
  const title = `market data: ${name}`
  if (prices === undefined) return { name: title, state: 'off', detail: 'has no prices' }
  try {
    return { name: title, ...(await describe(prices, signal)) }
  } catch (error) {
    const { said, message } = AppError.from(error)
    const detail = name === 'csv' ? said : message
    return { name: title, state: 'failed', detail, fix: fixes(settings)[name] ?? said }
  }
}

/** Another source answers in its place. */
function forgive(check: Check): Check {
  return check.state === 'failed' ? { ...check, state: 'warning' } : check
}

type Answer = Pick<Check, 'state' | 'detail' | 'fix'>

async function describe(prices: Source<Prices>, signal: AbortSignal): Promise<Answer> {
  if (prices.name === 'csv') return describeFolder(prices, signal)
  const { value, asOf, freshness } = await prices.fetch({
    symbol: probe,
    askedAt: new Date(),
    signal,
  })
  const detail = `answers: ${probe}, ${value.bars.length} days to ${asOf} (${freshness})`
  if (freshness !== 'demo') return { state: 'ok', detail }
  return { state: 'ok', detail: `${detail}; synthetic, used where no other source answers` }
}

const probe = 'AAPL'

/** Every file is read: one broken file among hundreds is what a person wants to hear of here. */
async function describeFolder(prices: Source<Prices>, signal: AbortSignal): Promise<Answer> {
  const symbols = (await prices.symbols?.()) ?? []
  if (symbols.length === 0)
    return { state: 'failed', detail: 'no SYMBOL.csv in the folder', fix: 'Put price files there.' }
  const problems = await Promise.all(symbols.map((symbol) => problemWith(symbol, prices, signal)))
  const found = problems.flatMap((problem) => problem ?? [])
  const files = `${symbols.length} price file${symbols.length === 1 ? '' : 's'}`
  if (found.length === 0) return { state: 'ok', detail: `${files}, all readable` }
  const shown = [...found.slice(0, 3), ...(found.length > 3 ? [`${found.length - 3} more`] : [])]
  const detail = `${files}; ${shown.join('; ')}`
  return { state: 'warning', detail, fix: 'Correct the lines named; they are left out until then.' }
}

async function problemWith(
  symbol: string,
  prices: Source<Prices>,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const askedAt = new Date()
    const { notes, asOf } = await prices.fetch({ symbol, askedAt, signal })
    const age = agePrices(asOf, askedAt).notes
    return notes.find((note) => !age.includes(note)) ?? null
  } catch (error) {
    return AppError.from(error).message
  }
}

function fixes(settings: Settings): Readonly<Record<string, string>> {
  const url = settings['YAHOO_BASE_URL']
  const yahoo =
    url === undefined
      ? 'Allow HTTPS to *.yahoo.com, or set MARKET_DATA=csv and MARKET_DATA_DIR to a folder of prices.'
      : `Check YAHOO_BASE_URL: nothing useful answers at ${url}.`
  return { yahoo, csv: 'Set MARKET_DATA_DIR to a folder of SYMBOL.csv files.' }
}
