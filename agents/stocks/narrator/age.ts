import type { Brief } from '../../../core/project.ts'
import type { Evidence } from '../../../core/types.ts'
import { formatDate } from '../format.ts'
import { list } from '../sentence.ts'
import { blocks } from './markdown.ts'
import type { Subject } from './subject.ts'

/** How a reply begins whose data is not what a person would take it for; empty where it is. */
export function caution(subjects: readonly Subject[], { question }: Brief): string {
  return blocks([demoLine(subjects), staleLine(subjects, question.askedAt)])
}

function demoLine(subjects: readonly Subject[]): string | null {
  const priced = subjects.filter((subject) => demoKinds(subject).includes('prices'))
  const others = subjects.filter((subject) => !priced.includes(subject))
  const kinds = list([...new Set(others.flatMap(demoKinds))])
  if (priced.length === subjects.length) return '**Demo data: synthetic, not real prices.**'
  if (priced.length === 0) return kinds && `**Demo data: the ${kinds} are synthetic, not real.**`
  const rest = kinds && `; of the others the ${kinds}`
  return `**Demo data: synthetic, not real prices (${list(priced.map(named))})${rest}.**`
}

function demoKinds(subject: Subject): readonly string[] {
  return evidenceOf(subject)
    .filter(({ freshness }) => freshness === 'demo')
    .map(kindOf)
}

function staleLine(subjects: readonly Subject[], askedAt: Date): string | null {
  const stale = subjects.flatMap(evidenceOf).filter(({ freshness }) => freshness === 'stale')
  const prices = stale.filter((evidence) => kindOf(evidence) === 'prices')
  const [oldest] = (prices.length > 0 ? prices : stale).map(({ asOf }) => asOf).toSorted()
  // Data of the day itself may be stale too, when its source has not answered since; the notes say so.
  if (oldest === undefined || daysSince(oldest, askedAt) < 1) return null
  const isAll = prices.length > 0 && subjects.length === 1
  const age = `${ageOf(oldest, askedAt)} old: it speaks of ${formatDate(oldest)}, not of today`
  return `**${isAll ? 'This data is' : 'Some of this data is'} ${age}.**`
}

/** Age in words: a number here would be one that no evidence has. */
function ageOf(asOf: string, askedAt: Date): string {
  const days = daysSince(asOf, askedAt)
  return ages.find(([least]) => days >= least)?.[1] ?? 'a day'
}

function daysSince(asOf: string, askedAt: Date): number {
  return (askedAt.getTime() - Date.parse(asOf)) / 86_400_000
}

const ages = [
  [730, 'years'],
  [365, 'more than a year'],
  [60, 'months'],
  [31, 'more than a month'],
  [14, 'weeks'],
  [7, 'more than a week'],
  [2, 'some days'],
] as const

/** The verdict is as fresh as its inputs, which are named in its place. */
function evidenceOf({ findings }: Subject): readonly Evidence[] {
  return findings.flatMap(({ evidence }) => evidence)
}

function kindOf({ tool }: Evidence): string {
  return kinds[tool] ?? 'prices'
}

const kinds: Readonly<Record<string, string>> = {
  'stocks.fundamentals': 'fundamentals',
  'stocks.sentiment': 'headlines',
}

function named({ name }: Subject): string {
  return name
}
