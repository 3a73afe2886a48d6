/** A stock exchange, by the suffix of its symbols: `RELIANCE.NS`; `US` where there is none. */
export type Market = 'US' | 'NS' | 'BO' | 'L' | 'DE' | 'TO' | 'T' | 'HK'

interface Hours {
  readonly timeZone: string
  /** Local time, in minutes since midnight; Monday to Friday. */
  readonly opens: number
  readonly closes: number
}

/**
 * The exchanges' published hours of continuous trading and closing auction. Lunch breaks (Tokyo, Hong
 * Kong) and holidays count as open: that costs a question to the vendor, a wrong "closed" would cost freshness.
 */
const hours: Readonly<Record<Market, Hours>> = {
  US: { timeZone: 'America/New_York', opens: at(9, 30), closes: at(16, 0) },
  NS: { timeZone: 'Asia/Kolkata', opens: at(9, 15), closes: at(15, 30) },
  BO: { timeZone: 'Asia/Kolkata', opens: at(9, 15), closes: at(15, 30) },
  L: { timeZone: 'Europe/London', opens: at(8, 0), closes: at(16, 35) },
  DE: { timeZone: 'Europe/Berlin', opens: at(9, 0), closes: at(17, 35) },
  TO: { timeZone: 'America/Toronto', opens: at(9, 30), closes: at(16, 0) },
  T: { timeZone: 'Asia/Tokyo', opens: at(9, 0), closes: at(15, 30) },
  HK: { timeZone: 'Asia/Hong_Kong', opens: at(9, 30), closes: at(16, 10) },
}

/** Indices carry no suffix. */
const byIndex: Readonly<Record<string, Market>> = {
  '^GSPC': 'US',
  '^DJI': 'US',
  '^IXIC': 'US',
  '^NDX': 'US',
  '^RUT': 'US',
  '^VIX': 'US',
  '^NSEI': 'NS',
  '^BSESN': 'BO',
  '^FTSE': 'L',
  '^GDAXI': 'DE',
  '^GSPTSE': 'TO',
  '^N225': 'T',
  '^HSI': 'HK',
}

const openTtlMs = 60_000
/** Corrections, splits and holidays reach a person within half a day. */
const longestTtlMs = 12 * 3_600_000
/** Vendors are up to 20 minutes late: what they say at the bell is not yet the close. */
const settleMinutes = 30

/** Null where we do not know the hours: another exchange, currencies, crypto, futures. */
export function marketOf(symbol: string): Market | null {
  const upper = symbol.toUpperCase()
  if (upper.startsWith('^')) return byIndex[upper] ?? null
  if (/=[A-Z]$/.test(upper) || /-[A-Z]{3,}$/.test(upper)) return null
  const suffix = upper.split('.').slice(1).at(-1)
  // One letter after the dot is a share class, as in BRK.B, unless an exchange has it.
  if (suffix === undefined || /^[ABC]$/.test(suffix)) return 'US'
  return isMarket(suffix) && suffix !== 'US' ? suffix : null
}

/**
 * How long a price of this symbol is as good as new: a minute while its exchange may still move it, until
 * the next opening afterwards, at most twelve hours.
 */
export function priceTtlMs(symbol: string, now: Date): number {
  const market = marketOf(symbol)
  if (market === null) return openTtlMs
  const closedMs = closedForMs(hours[market], now)
  return Math.min(Math.max(closedMs, openTtlMs), longestTtlMs)
}

/** Until the next opening; 0 while open. By the wall clock: the night it changes is never the last before one. */
function closedForMs({ timeZone, opens, closes }: Hours, now: Date): number {
  const { weekday, minutes } = wallClock(timeZone, now)
  const isTradingDay = weekday < 5
  if (isTradingDay && minutes >= opens && minutes < closes + settleMinutes) return 0
  if (isTradingDay && minutes < opens) return (opens - minutes) * 60_000
  const days = weekday >= 4 ? 7 - weekday : 1
  return (days * 24 * 60 + opens - minutes) * 60_000
}

/** Monday is 0. */
function wallClock(timeZone: string, now: Date): { weekday: number; minutes: number } {
  const parts = formatOf(timeZone).formatToParts(now)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  const minutes = Number(part('hour')) * 60 + Number(part('minute')) + Number(part('second')) / 60
  return { weekday: weekdays.indexOf(part('weekday')), minutes }
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than using it a hundred times. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })
  formats.set(timeZone, format)
  return format
}

function isMarket(text: string): text is Market {
  return Object.hasOwn(hours, text)
}

function at(hour: number, minute: number): number {
  return hour * 60 + minute
}
