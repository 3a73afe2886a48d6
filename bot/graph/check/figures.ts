import type { Brief } from '../../../core/project.ts'
import type { Evidence, Value } from '../../../core/types.ts'
import { attachmentTool } from '../handed.ts'
import { unitOf } from './units.ts'

/** A value of evidence that a number of prose may be. */
export interface Figure {
  readonly symbol: string
  readonly name: string
  readonly value: number
  readonly unit: string | null
  /** Which evidence it is of, and what a citation says: `2`, `2.close`. */
  readonly place: string
  readonly source: string
  /** The day its evidence speaks of. */
  readonly asOf: string
  /** True where only an earlier turn had it. */
  readonly isPast: boolean
}

/** A date of evidence: the day it speaks of, or a value of its own. */
export interface Day {
  readonly iso: string
  readonly symbol: string
  /** `asOf`, `fetchedAt`, or the name of the value. */
  readonly name: string
  readonly place: string
  readonly source: string
  readonly isPast: boolean
}

/** Evidence with its place in the reply and whose it is. */
export interface Placed {
  readonly evidence: Evidence
  readonly symbol: string
  readonly place: string
  readonly isPast: boolean
}

/** All evidence that the reply will carry, in its order; of earlier turns only where the reply is about what changed. */
export function placedOf({ findings, verdicts, question, reading }: Brief): readonly Placed[] {
  const own = [
    ...findings.flatMap(({ evidence, symbol }) =>
      evidence.map((each) => ({ evidence: each, symbol })),
    ),
    ...verdicts.map(({ evidence, symbol }) => ({ evidence, symbol })),
  ].map((each, index) => ({ ...each, place: String(index), isPast: false }))
  const past = reading.intent === 'changes' ? question.history : []
  const ids = new Set(own.map(({ evidence }) => evidence.id))
  const earlier = past
    .flatMap(({ reply }) => reply?.evidence ?? [])
    .filter(({ tool }) => tool !== attachmentTool)
    .filter(({ id }) => !ids.has(id))
    .map((evidence) => ({ evidence, symbol: symbolOf(evidence), place: evidence.id, isPast: true }))
  return [...own, ...earlier]
}

function symbolOf({ arguments: { symbol } }: Evidence): string {
  return typeof symbol === 'string' ? symbol : ''
}

/** People are counted, too, but not in days. */
export function isCountOfDays({ unit, name }: Figure): boolean {
  return unit !== 'count' || /day|bar|session/i.test(name)
}

/** Two values of one symbol at one time, or one value of two symbols or at two times. */
export function isComparable(one: Figure, other: Figure): boolean {
  const isSame = one.symbol === other.symbol && one.isPast === other.isPast
  return one.unit === other.unit && (isSame || one.name === other.name)
}

export function figuresOf({ evidence, symbol, place, isPast }: Placed): readonly Figure[] {
  const { values, units, asOf } = evidence
  const shared = { symbol, place, asOf, isPast }
  const given = numbersOf(evidence.arguments).map(([name, value]) => {
    const source = `${place}.arguments.${name}`
    return { ...shared, name, value, unit: unitOf(name, undefined), source }
  })
  const found = numbersOf(values).map(([name, value]) => {
    return { ...shared, name, value, unit: unitOf(name, units[name]), source: `${place}.${name}` }
  })
  return [...found, ...given, ...found.flatMap(lastCalled)]
}

/** What was said at the last call, as an earlier value of what is said now: `callScore` of `score`. */
function lastCalled(figure: Figure): Figure[] {
  const name = /^call(?=[A-Z])(.*)$/.exec(figure.name)?.[1]
  if (name === undefined) return []
  return [{ ...figure, name: name.charAt(0).toLowerCase() + name.slice(1), isPast: true }]
}

function numbersOf(
  values: Readonly<Record<string, Value>>,
): readonly (readonly [string, number])[] {
  return Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  )
}

export function daysOf({ evidence, symbol, place, isPast }: Placed): readonly Day[] {
  const { asOf, fetchedAt, source, values } = evidence
  const all = Object.entries({ asOf, fetchedAt, source, ...evidence.arguments, ...values })
  const shared = { symbol, place, isPast: isPast || 'callRating' in values }
  const written = all.flatMap(([name, value]) => {
    const found = typeof value === 'string' ? (value.match(/\d{4}-\d{2}-\d{2}/g) ?? []) : []
    return found.map((iso) => ({ ...shared, iso, name, source: `${place}.${name}` }))
  })
  const previous = Object.keys(values).filter((name) => name.startsWith(dayBefore))
  const iso = weekdayBefore(asOf)
  return [
    ...written,
    ...previous.map((name) => ({ ...shared, iso, name, source: `${place}.${name}` })),
  ]
}

/** How the name of a value begins that is of the day before. */
export const dayBefore = 'previous'

function weekdayBefore(iso: string): string {
  const date = new Date(iso)
  do date.setUTCDate(date.getUTCDate() - 1)
  while (date.getUTCDay() % 6 === 0)
  return date.toISOString().slice(0, 10)
}
