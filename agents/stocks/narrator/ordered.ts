import type { Brief } from '../../../core/project.ts'
import { formatDate } from '../format.ts'
import { type FactName, isFact } from '../picture.ts'
import { known, paragraph } from '../sentence.ts'
import { factsOf, labelOf } from './aspect.ts'
import { chosenBy, fewer } from './comparison.ts'
import { grid } from './grid.ts'
import { blocks, capitalise } from './markdown.ts'
import type { Subject } from './subject.ts'

/** A list in the order of one figure, which stands in its first column. */
export function ordered(subjects: readonly Subject[], brief: Brief): string | null {
  const { order, aspect } = brief.reading
  if (order === undefined || !isFact(order.by)) return null
  const { by } = order
  const shown = sorted(subjects, by, order.isLowestFirst)
  const others = aspect === null ? [] : factsOf(aspect).filter((fact) => fact !== by)
  const columns = [by, ...others.slice(0, mostOthers)].map((fact) => ({
    title: capitalise(labelOf(fact)),
    cell: ({ picture }: Subject) => picture.shown(fact),
  }))
  const end = order.isLowestFirst ? 'lowest' : 'highest'
  return blocks([
    `## ${capitalise(labelOf(by))}${whenOf(shown, by)}, the ${end} first`,
    grid(shown, columns),
    paragraph([leader(shown[0], by, end), fewer(shown, brief), chosenBy(brief, '')]),
  ])
}

const mostOthers = 3

function sorted(subjects: readonly Subject[], by: FactName, isLowestFirst: boolean) {
  const worst = isLowestFirst ? Infinity : -Infinity
  const valueOf = ({ picture }: Subject) => picture.number(by) ?? worst
  const sign = isLowestFirst ? 1 : -1
  return subjects.toSorted((one, other) => sign * (valueOf(one) - valueOf(other)) || 0)
}

function whenOf(subjects: readonly Subject[], by: FactName): string {
  const days = new Set(subjects.map(({ picture }) => picture.asOf(by)))
  const [day] = days
  return days.size === 1 && day ? ` on ${formatDate(day)}` : ''
}

function leader(first: Subject | undefined, by: FactName, end: string): string | null {
  if (first === undefined) return null
  return known`${capitalise(labelOf(by))}: ${end} for ${first.name} (${first.picture.shown(by)}).`
}
