import { facts } from '../facts.ts'
import { formatDate } from '../format.ts'
import type { FactName } from '../picture.ts'
import { known, list } from '../sentence.ts'
import { aspects } from '../understand/aspects.ts'
import { factsOf, labelOf } from './aspect.ts'
import { grid } from './grid.ts'
import { blocks, capitalise, escape } from './markdown.ts'
import type { Subject } from './subject.ts'

/** One thing about several symbols: a column a fact, and who stands at the ends. */
export function aspectsOf(subjects: readonly Subject[], name: string): string {
  const names = factsOf(name).slice(0, mostColumns)
  const columns = names.map((fact) => ({
    title: capitalise(labelOf(fact)),
    cell: ({ picture }: Subject) => picture.shown(fact),
  }))
  const shown = subjects.slice(0, mostRows)
  return blocks([title(shown, name), grid(shown, columns), ends(shown, names[0])])
}

/** `## P/E of AAPL and MSFT on 29 December 2017` */
function title(subjects: readonly Subject[], name: string): string {
  const [first] = factsOf(name)
  const days = new Set(subjects.map(({ picture }) => first && picture.asOf(first)))
  const [day] = days
  const when = days.size === 1 && day ? ` on ${formatDate(day)}` : ''
  const label = capitalise(aspects[name]?.label ?? name)
  return `## ${label} of ${list(subjects.map(({ symbol }) => escape(symbol)))}${when}`
}

/** The highest first; those without a value last. */
export function byAspect(subjects: readonly Subject[], name: string): readonly Subject[] {
  const [first] = factsOf(name)
  return first === undefined ? subjects : byFact(subjects, first)
}

const mostColumns = 5
const mostRows = 6

function byFact(subjects: readonly Subject[], fact: FactName): readonly Subject[] {
  const valueOf = ({ picture }: Subject) => picture.number(fact) ?? Number.NEGATIVE_INFINITY
  return subjects.toSorted((one, other) => Math.sign(valueOf(other) - valueOf(one)) || 0)
}

/** A share is not better for a higher price a piece: only what can be compared is. */
function ends(subjects: readonly Subject[], fact: FactName | undefined): string | null {
  if (fact === undefined || facts[fact]?.unit === 'price') return null
  const measured = subjects.filter(({ picture }) => picture.number(fact) !== null)
  const sorted = byFact(measured, fact)
  const [top, bottom] = [sorted.at(0), sorted.at(-1)]
  if (top === undefined || bottom === undefined || top === bottom) return null
  const said = ({ symbol, picture }: Subject) => known`${escape(symbol)} (${picture.shown(fact)})`
  return known`${capitalise(labelOf(fact))}: highest for ${said(top)}, lowest for ${said(bottom)}.`
}
