import type { Day } from '../day.ts'
import { daysBetween } from '../day.ts'
import { type Kind, type LineName, lines } from './concepts.ts'
import { type CompanyFacts, conceptShape, type FiledFact } from './shapes.ts'

/** What was known of one line for one period. */
export interface Known {
  /** Null for a day's figure. */
  readonly start: Day | null
  readonly end: Day
  /** As filed last: a restated figure takes the place of the first. */
  readonly value: number
  readonly form: string
  readonly firstFiledOn: Day
}

/** A company's accounts as they were public on a day. */
export interface Filed {
  /** ISO 4217: the currency that the accounts are kept in. */
  readonly currency: string
  /** Of each concept in order of preference, oldest period first. */
  of(name: LineName): readonly (readonly Known[])[]
}

/** Null where nothing had been filed yet. */
export function filedBy(today: Day, { facts }: CompanyFacts): Filed | null {
  const currency = currencyOf(today, facts)
  if (currency === null) return null
  const known = new Map<LineName, readonly (readonly Known[])[]>()
  const read = (name: LineName) => {
    const { kind, concepts } = lines[name]
    const unit = unitOf(kind, currency)
    return concepts.map((concept) => knownOf(unitsOf(facts, concept)[unit] ?? [], today))
  }
  return {
    currency,
    of(name) {
      const found = known.get(name) ?? read(name)
      known.set(name, found)
      return found
    },
  }
}

function unitOf(kind: Kind, currency: string): string {
  if (kind === 'shares') return 'shares'
  return kind === 'perShare' ? `${currency}/shares` : currency
}

type Units = Readonly<Record<string, readonly FiledFact[]>>

function unitsOf(facts: CompanyFacts['facts'], concept: string): Units {
  const name = concept.slice(2)
  const taxonomy = facts[concept.startsWith('g:') ? 'us-gaap' : 'ifrs-full']
  return Object.hasOwn(taxonomy, name) ? conceptShape.parse(taxonomy[name]).units : {}
}

/** The same period in several filings is one figure: the last one filed. */
function knownOf(facts: readonly FiledFact[], today: Day): readonly Known[] {
  const byPeriod = new Map<string, Known>()
  for (const fact of facts.toSorted((one, other) => (one.filed < other.filed ? -1 : 1))) {
    if (fact.filed > today) break
    const { start = null, end, val: value, form, filed } = fact
    const key = `${start ?? ''} ${end}`
    const firstFiledOn = byPeriod.get(key)?.firstFiledOn ?? filed
    byPeriod.set(key, { start, end, value, form, firstFiledOn })
  }
  return [...byPeriod.values()].toSorted((one, other) => (one.end < other.end ? -1 : 1))
}

/**
 * The currency of the accounts is the one that most of what was filed is in: some add a column of dollars for the
 * last year only.
 */
function currencyOf(today: Day, facts: CompanyFacts['facts']): string | null {
  const counts = new Map<string, number>()
  for (const name of ['assets', 'netIncome', 'revenue'] as const) {
    for (const concept of lines[name].concepts) {
      for (const [unit, filed] of Object.entries(unitsOf(facts, concept))) {
        const count = filed.filter((fact) => fact.filed <= today).length
        if (/^[A-Z]{3}$/.test(unit) && count > 0) counts.set(unit, (counts.get(unit) ?? 0) + count)
      }
    }
  }
  const [most] = [...counts].toSorted((one, other) => other[1] - one[1])
  return most?.[0] ?? null
}

/** Days of the period, its first and last among them; 0 for a day's figure. */
export function lengthOf({ start, end }: Pick<Known, 'start' | 'end'>): number {
  return start === null ? 0 : daysBetween(start, end) + 1
}
