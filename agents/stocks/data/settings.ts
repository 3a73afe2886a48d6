import { AppError } from '../../../core/errors.ts'

/** Of the environment: MARKET_DATA, MARKET_DATA_DIR, YAHOO_BASE_URL, SEC_*, NEWS_FEEDS, DATA_DIR and what tests set. */
export type Settings = Readonly<Record<string, string | undefined>>

export const vendorNames = ['csv', 'sec', 'feeds', 'yahoo', 'demo'] as const
export type VendorName = (typeof vendorNames)[number]

/** The configured sources in order; where none are named, all that have what they need. */
export function namesIn(settings: Settings): readonly VendorName[] {
  const named = (settings['MARKET_DATA'] ?? '').split(',').map((name) => name.trim().toLowerCase())
  const names = [...new Set(named)].filter((name) => name !== '').map(vendorNamed)
  if (names.length > 0) return names
  const has: Readonly<Record<VendorName, boolean>> = {
    csv: folderIn(settings) !== null,
    sec: userAgentIn(settings) !== null,
    feeds: feedsIn(settings).length > 0,
    yahoo: true,
    demo: true,
  }
  return vendorNames.filter((name) => has[name])
}

function vendorNamed(name: string): VendorName {
  const known = vendorNames.find((each) => each === name)
  if (known !== undefined) return known
  const list = `${vendorNames.slice(0, -1).join(', ')} and ${vendorNames.at(-1)}`
  return refuse('MARKET_DATA', `is a list out of ${list}, and "${name}" is none of them`)
}

export function folderIn(settings: Settings): string | null {
  return settings['MARKET_DATA_DIR']?.trim() || null
}

export function priceFolder(settings: Settings): string {
  return (
    folderIn(settings) ??
    refuse('MARKET_DATA_DIR', 'must name a folder of SYMBOL.csv files when MARKET_DATA has csv')
  )
}

/** Who asks the SEC; null where nobody is named, and nothing is asked. */
export function userAgentIn(settings: Settings): string | null {
  const named = settings['SEC_USER_AGENT']?.trim() || null
  if (named === null || (/^[\x20-\x7e]{1,200}$/.test(named) && /\S@\S+\.\S/.test(named)))
    return named
  return refuse(
    'SEC_USER_AGENT',
    'must name who asks and how to reach them, as in "Example Ltd ada@example.org"',
  )
}

/** Addresses of feeds, between spaces or commas. */
export function feedsIn(settings: Settings): readonly string[] {
  const urls = (settings['NEWS_FEEDS'] ?? '').split(/[\s,]+/).filter((url) => url !== '')
  const wrong = urls.find((url) => !isFeed(url, settings))
  if (wrong === undefined) return [...new Set(urls)]
  return refuse('NEWS_FEEDS', `is a list of https:// addresses of feeds, and "${wrong}" is none`)
}

function isFeed(text: string, settings: Settings): boolean {
  const url = URL.parse(text)
  if (url === null || url.username + url.password !== '' || /[{}]/.test(url.host)) return false
  return (
    (url.protocol === 'https:' && url.port === '') ||
    (url.protocol === 'http:' && allowsLoopback(settings))
  )
}

export function baseUrlIn(
  settings: Settings,
  variable: 'YAHOO_BASE_URL' | 'SEC_EDGAR_BASE_URL',
): string | undefined {
  const url = settings[variable]?.trim() || undefined
  if (url === undefined || /^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url
  return refuse(variable, `must be an http or https URL, and "${url}" is not`)
}

/** Only tests set it: their servers are on this machine, where nothing else is to be asked. */
export function allowsLoopback(settings: Settings): boolean {
  return settings['MARKET_DATA_LOOPBACK'] === 'yes'
}

/** Where a newer list of symbols is kept. */
export function symbolsFolder(settings: Settings): string {
  return `${settings['DATA_DIR']?.trim() || './data'}/symbols`
}

function refuse(variable: string, problem: string): never {
  throw new AppError('invalid', `${variable} ${problem}`, { said: `${variable} ${problem}.` })
}
