/**
 * US dollars in millionths of a millionth. A price of one cent for a million tokens is a whole number of them for
 * one token, so that costs are added up without ever being rounded.
 */
export type Picodollars = bigint

const decimals = 12
const dollar = 10n ** BigInt(decimals)

/** Reads `2`, `0.05`, `100.00`; null when it is no such number or finer than can be kept. */
export function parseDollars(text: string): Picodollars | null {
  const [, whole, fraction = ''] = /^(\d{1,9})(?:\.(\d{1,12}))?$/.exec(text) ?? []
  if (whole === undefined) return null
  return BigInt(whole) * dollar + BigInt(fraction.padEnd(decimals, '0'))
}

/** Every digit, for the record: `0.000123400000`. */
export function exactDollars(amount: Picodollars): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(decimals + 1, '0')
  const sign = amount < 0n ? '-' : ''
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** For a person: `$1,234.50`, `$0.000123`; cents always, then up to the sixth decimal. */
export function dollars(amount: Picodollars): string {
  const rounded = (amount + 500_000n) / 1_000_000n
  const digits = String(rounded).padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '')
  return `$${grouped(digits.slice(0, -6))}.${fraction}`
}

/** As a plain number, for what only looks at it: a metric. */
export function approximateDollars(amount: Picodollars): number {
  return Number(amount) / Number(dollar)
}

function grouped(digits: string): string {
  return digits.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}
