import type { Value } from '../../core/types.ts'
import { type Fact, type Unit, facts } from './facts.ts'

/** ISO 4217, or the vendor's own word; null or `currency` where nobody said. */
export type Currency = string | null

/**
 * A value as a person reads it, rounded as the catalogue of facts says: `$169.23`, `$868.88 billion`,
 * `−1.1%`, `48.2`, `2017-12-29`. Null where there is no value: nothing stands in for it.
 */
export function format(name: string, value: Value, currency: Currency): string | null {
  if (value === null) return null
  const fact = facts[name] ?? nameless
  if (typeof value === 'string') return fact.unit === 'date' ? value.slice(0, 10) : value
  return Number.isFinite(value) ? withMinus(written[fact.unit](value, fact.digits, currency)) : null
}

/** The sign for less than nothing is as wide as the plus, and no hyphen; charts write the same. */
export function withMinus(figure: string): string {
  return figure.replace('-', '−')
}

/** The same with its direction in front: `+46.1%`. */
export function formatSigned(name: string, value: Value, currency: Currency): string | null {
  const text = format(name, value, currency)
  return typeof value === 'number' && value > 0 && text !== null ? `+${text}` : text
}

/** `29 December 2017`, the way a sentence says it; the text itself where it is no date. */
export function formatDate(iso: string): string {
  const date = new Date(iso.slice(0, 10))
  return Number.isNaN(date.getTime()) ? iso : longDate.format(date)
}

const nameless: Fact = { label: '', unit: 'points', digits: 2 }

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

type Write = (value: number, digits: number, currency: Currency) => string

const written: Record<Unit, Write> = {
  price: (value, digits, currency) => amount(value, priceDigits(value, digits), currency),
  money: large,
  percent: (value, digits) => `${number(value, digits)}%`,
  ratio: number,
  points: number,
  shares: number,
  count: number,
  date: number,
}

/** Below one unit of a currency two decimals say too little. */
function priceDigits(value: number, digits: number): number {
  return value !== 0 && Math.abs(value) < 1 ? digits + 2 : digits
}

const scales = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const

function large(value: number, digits: number, currency: Currency): string {
  const scale = scales.find(([size]) => Math.abs(value) >= size)
  if (scale === undefined) return amount(value, digits, currency)
  return `${amount(value / scale[0], digits, currency)} ${scale[1]}`
}

function amount(value: number, digits: number, currency: Currency): string {
  if (currency === null || currency === 'currency') return number(value, digits)
  // Vendors quote London in pence as `GBp`, which Intl would read as pounds.
  if (!/^[A-Z]{3}$/.test(currency)) return `${number(value, digits)} ${currency}`
  return rounding(digits, currency).format(value)
}

function number(value: number, digits: number): string {
  return rounding(digits, null).format(value)
}

/** Kept once made: making one takes far longer than using it. */
const roundings = new Map<string, Intl.NumberFormat>()

function rounding(digits: number, currency: string | null): Intl.NumberFormat {
  const key = `${digits} ${currency}`
  const kept = roundings.get(key) ?? newRounding(digits, currency)
  roundings.set(key, kept)
  return kept
}

/** `negative` keeps a rounded-away minus from showing as `−0.0`. */
function newRounding(digits: number, currency: string | null): Intl.NumberFormat {
  return new Intl.NumberFormat('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'negative',
    ...(currency === null ? {} : { style: 'currency', currency }),
  })
}
