import { facts } from '../facts.ts'
import { formatDate } from '../format.ts'
import type { FactName } from '../picture.ts'
import { known, list, paragraph } from '../sentence.ts'
import { aspects } from '../understand/aspects.ts'
import { rangePlace } from './accounts.ts'
import { factsOf, labelOf } from './aspect.ts'
import { grid } from './grid.ts'
import { blocks, capitalise } from './markdown.ts'
import type { Subject } from './subject.ts'

/** One thing about several symbols: a column a fact, and who stands at the ends. */
export function aspectsOf(subjects: readonly Subject[], name: string): string {
  const names = factsOf(name).slice(0, mostColumns)
  const columns = names.map((fact) => ({
    title: capitalise(labelOf(fact)),
    cell: ({ picture }: Subject) => picture.shown(fact),
  }))
  const shown = subjects.slice(0, mostRows)
  const places = aboutPrice.has(name) ? placesOf(shown) : null
  return blocks([
    title(shown, name),
    grid(shown, columns),
    paragraph([places, ends(shown, names[0])]),
  ])
}

const aboutPrice: ReadonlySet<string> = new Set(['valuation', 'fairValue'])

/** `Above its valuation range: MSFT and NVDA; inside: AAPL.` */
function placesOf(subjects: readonly Subject[]): string | null {
  const placed = (['above', 'inside', 'below'] as const).flatMap((place) => {
    const there = subjects.filter(({ picture }) => rangePlace(picture) === place)
    return there.length === 0 ? [] : [`${place}: ${list(there.map(({ name }) => name))}`]
  })
  return placed.length === 0 ? null : `Beside the valuation range, ${placed.join('; ')}.`
}

/** `## P/E of AAPL and MSFT on 29 December 2017` */
function title(subjects: readonly Subject[], aspect: string): string {
  const [first] = factsOf(aspect)
  const days = new Set(subjects.map(({ picture }) => first && picture.asOf(first)))
  const [day] = days
  const when = days.size === 1 && day ? ` on ${formatDate(day)}` : ''
  const label = capitalise(aspects[aspect]?.label ?? aspect)
  return `## ${label} of ${list(subjects.map(({ name }) => name))}${when}`
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
  const said = ({ name: whose, picture }: Subject) => known`${whose} (${picture.shown(fact)})`
  return known`${capitalise(labelOf(fact))}: highest for ${said(top)}, lowest for ${said(bottom)}.`
}
