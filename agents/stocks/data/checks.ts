import type { Cache } from '../../../core/cache.ts'
import { AppError } from '../../../core/errors.ts'
import type { Check } from '../../../core/types.ts'
import type { Prices, Source } from '../types.ts'
import { agePrices } from './freshness.ts'
import { openVendors, secOff, type Vendor } from './market-data.ts'
import type { Settings } from './settings.ts'

/** What `npm run doctor` shows of the market data: a line for each configured source. */
export async function checkMarketData(
  settings: Settings,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  try {
    const vendors = openVendors(settings, nothingKept)
    const checks = await Promise.all(vendors.map((vendor) => checkVendor(vendor, settings, signal)))
    const isOut = checks.every(({ state }) => state === 'failed' || state === 'off')
    return [...(isOut ? checks : checks.map(forgive)), ...unasked(vendors, settings)]
  } catch (error) {
    const { said } = AppError.from(error)
    return [{ name: 'market data', state: 'failed', detail: said, fix: 'Correct the variable.' }]
  }
}

/** Who asks the doctor wants to know what answers now. */
const nothingKept: Cache = {
  async fetch(_key, { signal }, load) {
    return { value: await load(signal), ageMs: 0, isStale: false, source: 'miss', failure: null }
  },
}

/** The official source of accounts, where nobody has decided against it. */
function unasked(vendors: readonly Vendor[], settings: Settings): readonly Check[] {
  const isDecided = (settings['MARKET_DATA']?.trim() ?? '') !== ''
  if (isDecided || vendors.some(({ name }) => name === 'sec')) return []
  return [{ name: 'market data: sec', state: 'off', detail: secOff, fix: secFix }]
}

const secFix = 'Set SEC_USER_AGENT to a name and an e-mail address, as the SEC asks of its users.'

async function checkVendor(
  vendor: Vendor,
  settings: Settings,
  signal: AbortSignal,
): Promise<Check> {
  const { name, off } = vendor
  const title = `market data: ${name}`
  if (off !== undefined)
    return { name: title, state: 'off', detail: off, ...(off === secOff ? { fix: secFix } : {}) }
  try {
    return { name: title, ...(await describeVendor(vendor, signal)) }
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

async function describeVendor(vendor: Vendor, signal: AbortSignal): Promise<Answer> {
  const { prices, fundamentals, news } = vendor
  const request = { symbol: probe, askedAt: new Date(), signal }
  if (prices !== undefined) return describe(prices, signal)
  if (fundamentals !== undefined) {
    const { value, asOf } = await fundamentals.fetch(request)
    return {
      state: 'ok',
      detail: `answers: ${probe}, ${value.years.length} years filed to ${asOf}`,
    }
  }
  if (news === undefined) return { state: 'off', detail: 'has no data' }
  const { notes } = await news.fetch(request)
  const [problem] = notes
  if (problem === undefined) return { state: 'ok', detail: 'answers: all feeds can be read' }
  return { state: 'warning', detail: problem, fix: 'Correct the address in NEWS_FEEDS.' }
}

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
  return {
    yahoo,
    csv: 'Set MARKET_DATA_DIR to a folder of SYMBOL.csv files.',
    sec: 'Allow HTTPS to data.sec.gov and www.sec.gov, and name a reachable address in SEC_USER_AGENT.',
    feeds: 'Correct the addresses in NEWS_FEEDS.',
  }
}
