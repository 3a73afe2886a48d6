import type { FiscalYear } from '../../types.ts'
import { addDays, type Day, daysBetween } from '../day.ts'
import { accountsFrom } from './accounts.ts'
import { type LineName, lines } from './concepts.ts'
import { type Filed, type Known, lengthOf } from './filed.ts'

const annualForms = /^(10-K|20-F|40-F)/
const quarterlyForms = /^10-Q/

/** A year of 52 or 53 weeks, or of months. */
function isYear(known: Known): boolean {
  const days = lengthOf(known)
  return days >= 350 && days <= 380
}

/** By these it shows which periods a company has reported on. */
const anchors = ['netIncome', 'revenue', 'operatingCashFlow'] as const

const mostYears = 7

/** Fiscal years as they were public on the day, newest first. */
export function yearsOf(filed: Filed): readonly FiscalYear[] {
  const ends = new Map<Day, Day>()
  for (const known of anchors.flatMap((name) => filed.of(name).flat())) {
    if (!isYear(known) || !annualForms.test(known.form)) continue
    const before = ends.get(known.end) ?? known.firstFiledOn
    ends.set(known.end, before < known.firstFiledOn ? before : known.firstFiledOn)
  }
  const newest = [...ends].toSorted(([one], [other]) => (one > other ? -1 : 1)).slice(0, mostYears)
  return newest.map(([end, filedOn]) =>
    accountsFrom((name) => find(filed, name, end, isYear), end, filedOn),
  )
}

/**
 * The twelve months to the last quarter that was filed since: the year, and this year so far less the same months of
 * the year before. Null where no quarter has been filed since, or where a company files none.
 */
export function trailingYear(filed: Filed, year: FiscalYear): FiscalYear | null {
  const last = lastQuarter(filed, year.endedOn)
  if (last === null) return null
  const isSoFar = (known: Known) =>
    known.start !== null && Math.abs(daysBetween(year.endedOn, known.start) - 1) <= 7
  const isSameBefore = (known: Known) =>
    Math.abs(lengthOf(known) - daysBetween(year.endedOn, last.end)) <= 10
  const take = (name: LineName) => {
    if (lines[name].kind === 'stock') return find(filed, name, last.end)
    if (lines[name].kind === 'shares') return find(filed, name, last.end, isQuarter)
    const whole = find(filed, name, year.endedOn, isYear)
    const soFar = find(filed, name, last.end, isSoFar)
    const before = findNear(filed, name, addDays(last.end, -365), isSameBefore)
    return whole === null || soFar === null || before === null ? null : whole + soFar - before
  }
  return accountsFrom(take, last.end, last.firstFiledOn)
}

function isQuarter(known: Known): boolean {
  const days = lengthOf(known)
  return days >= 80 && days <= 105
}

function lastQuarter(filed: Filed, after: Day): Known | null {
  const all = anchors.flatMap((name) => filed.of(name).flat())
  const quarters = all.filter(({ end, form }) => end > after && quarterlyForms.test(form))
  return quarters.toSorted((one, other) => (one.end > other.end ? -1 : 1))[0] ?? null
}

type Fits = (known: Known) => boolean

const isOfDay: Fits = ({ start }) => start === null

/** The figure for a period by the first concept that has it. */
function find(filed: Filed, name: LineName, end: Day, fits: Fits = isOfDay): number | null {
  const isFit = lines[name].kind === 'stock' ? isOfDay : fits
  for (const known of filed.of(name)) {
    const found = known.find((each) => each.end === end && isFit(each))
    if (found !== undefined) return found.value
  }
  return null
}

/** Weeks do not end on the same day each year. */
function findNear(filed: Filed, name: LineName, end: Day, fits: Fits): number | null {
  for (const known of filed.of(name)) {
    const found = known.find((each) => Math.abs(daysBetween(each.end, end)) <= 10 && fits(each))
    if (found !== undefined) return found.value
  }
  return null
}
