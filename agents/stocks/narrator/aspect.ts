import { facts } from '../facts.ts'
import { formatDate } from '../format.ts'
import { type FactName, isFact, type Picture } from '../picture.ts'
import { known, list, paragraph } from '../sentence.ts'
import { aspects } from '../understand/aspects.ts'
import { yearOf } from './accounts.ts'
import { factRows } from './analysis.ts'
import { trend } from './chart.ts'
import { blocks, capitalise, escape, table } from './markdown.ts'
import { meaningOf } from './meanings.ts'
import { openings, saysItAll } from './openings.ts'
import { dayOf } from './price.ts'
import type { Subject } from './subject.ts'

/** One thing about one symbol: the value with its day, what it means, what stands beside it. */
export function aspectOf(subject: Subject, name: string): string {
  const there = factsOf(name).filter((fact) => subject.picture.shown(fact) !== null)
  const [first, ...others] = there
  if (first === undefined) return unknown(subject, name)
  const opening = openings[name]?.(subject) ?? null
  if (opening !== null && (saysItAll.has(name) || others.length < 3)) return opening
  const start = opening ?? paragraph([missing(subject, name), statement(subject, first)])
  if (others.length >= 3) return blocks([start, factTable(subject, there)])
  return blocks([paragraph([start, context(subject, first, others)])])
}

export function factsOf(name: string): readonly FactName[] {
  return aspects[name]?.facts.filter(isFact) ?? []
}

export function labelOf(fact: FactName): string {
  return facts[fact]?.label ?? fact
}

/** Asked for one fact, its absence is said before others speak in its place. */
function missing({ name, picture }: Subject, asked: string): string | null {
  if (!isFact(asked) || picture.shown(asked) !== null) return null
  return `There is no ${labelOf(asked)} for ${name} in the data.`
}

function statement(subject: Subject, fact: FactName): string | null {
  const { picture, say } = subject
  const shown = known`**${picture.shown(fact)}**${facts[fact]?.unit === 'shares' ? ' shares' : ''}`
  const meaning = known`: ${meaningOf(fact, picture)}` ?? ''
  const label = known`${labelOf(fact)} of ${subject.name}`
  const when = whenOf(subject, fact)
  return say('statement', [
    known`The ${label} was ${shown} ${when}${meaning}.`,
    known`${capitalise(when)} the ${label} stood at ${shown}${meaning}.`,
  ])
}

/** A figure out of the accounts speaks of a year, one off the chart of a day. */
function whenOf({ picture }: Subject, fact: FactName): string {
  const year = isAccount(picture, fact) ? yearOf(picture) : null
  return year === null ? `on ${formatDate(picture.asOf(fact) ?? '')}` : `by the accounts to ${year}`
}

function isAccount(picture: Picture, fact: FactName): boolean {
  return picture.toolOf(fact) === 'stocks.fundamentals' && fact !== 'marketCap'
}

function context(subject: Subject, first: FactName, others: readonly FactName[]): string | null {
  const { picture, say } = subject
  if (others.length === 0)
    return momentumFacts.has(first) ? trend(subject) : lastClose(picture, first)
  const beside = list(others.map((fact) => `${labelOf(fact)} ${picture.shown(fact)}`))
  return say('context', [`Beside it: ${beside}.`, `For context: ${beside}.`])
}

/** An oscillator is read against the trend. */
const momentumFacts: ReadonlySet<FactName> = new Set<FactName>([
  'rsi14',
  'stochasticK',
  'roc12',
  'williamsR14',
  'cci20',
  'mfi14',
])

function lastClose(picture: Picture, beside: FactName): string | null {
  const day = picture.asOf(beside) === picture.asOf('close') ? '' : known` on ${dayOf(picture)}`
  return known`The last close was ${picture.shown('close')}${day}.`
}

function factTable({ picture, name }: Subject, names: readonly FactName[]): string | null {
  const day = names[0] === undefined ? null : picture.asOf(names[0])
  return table([name, day?.slice(0, 10) ?? ''], factRows(picture, names))
}

function unknown({ name: whose }: Subject, name: string): string {
  const label = aspects[name]?.label ?? name
  return `Nothing is known here about the ${escape(label)} of ${whose}: its history may be too short, or the source does not give it. Ask for the whole picture of ${whose} to see what there is.`
}
