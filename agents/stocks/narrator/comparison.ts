import type { Brief } from '../../../core/project.ts'
import { formatDate } from '../format.ts'
import { pictureOf } from '../picture.ts'
import { known, list, paragraph } from '../sentence.ts'
import { mostRanked } from '../understand/readings.ts'
import { comparisonColumns, grid, sharedDay } from './grid.ts'
import { blocks } from './markdown.ts'
import { periodMove } from './price.ts'
import type { Subject } from './subject.ts'

/** Several symbols side by side, in the order of the question. */
export function comparison(subjects: readonly Subject[]): string {
  const shown = subjects.slice(0, most)
  return blocks([
    title(shown),
    grid(shown, comparisonColumns(shown)),
    paragraph([order(shown), contrast(shown), leftOut(subjects)]),
  ])
}

/** Several symbols, the best first: all that were chosen. */
export function ranking(subjects: readonly Subject[], brief: Brief): string {
  const shown = byScore(subjects).slice(0, mostRanked)
  return blocks([
    title(shown),
    paragraph([lead(shown)]),
    grid(shown, comparisonColumns(shown)),
    paragraph([contrast(shown), fewer(shown, brief)]),
  ])
}

/** Out of how many the best were chosen, where there were more than one table shows. */
export function chosenFrom(brief: Brief): string | null {
  return chosenBy(brief, ', by the score that a whole analysis of each gives')
}

/** A figure that the list is ordered by stands in the title: beside a count its name would make the count one of it. */
export function chosenBy({ reading, findings }: Brief, how: string): string | null {
  const finding = findings.find(({ analyst }) => analyst === 'ranking')
  if (finding === undefined) return reading.candidates === undefined ? null : notRanked
  const picture = pictureOf(finding.symbol, finding.evidence)
  const all = picture.shown('candidateCount')
  if (picture.number('rankedCount') === picture.number('candidateCount')) {
    return known`Symbols ranked: ${all}, all of the list${how}.`
  }
  return known`Symbols ranked: ${picture.shown('rankedCount')}${how}; symbols on the list: ${all}. The others had nothing to be ranked by, or not in time.`
}

/** Where there are not as many as were asked for, or more than one answer shows. */
export function fewer(shown: readonly Subject[], { reading: { count = 0 } }: Brief): string | null {
  if (shown.length >= count) return null
  return count > mostRanked && shown.length === mostRanked
    ? 'More were asked for than one answer shows: these are the first of them.'
    : 'Fewer are on the list, or could be ranked, than were asked for: these are all.'
}

const notRanked =
  'The whole list could not be ranked in time: these are the best known of it, not the best.'

/** The most symbols that one table shows. */
const most = 6

/** `## AAPL and TSLA on 29 December 2017` */
function title(subjects: readonly Subject[]): string {
  const names =
    subjects.length > most ? 'The first of the list' : list(subjects.map(({ name }) => name))
  const day = sharedDay(subjects)
  return day === null ? `## ${names}` : `## ${names} on ${formatDate(day)}`
}

function lead(sorted: readonly Subject[]): string | null {
  const [first] = sorted
  if (first === undefined) return null
  const rating = first.verdict?.rating ?? null
  const { name } = first
  return first.say('lead', [
    known`Best first: ${name} leads the list with a ${rating}.`,
    known`${name} comes out on top, rated ${rating}.`,
  ])
}

function order(subjects: readonly Subject[]): string | null {
  const rated = byScore(subjects.filter(({ verdict }) => verdict !== null))
  const [first, ...others] = rated.map(({ name, verdict }) => `${name} (${verdict?.rating})`)
  const [best] = rated
  if (best === undefined || first === undefined || others.length === 0) return null
  const rest = others.length > 2 ? `the others, with ${others.at(-1)} last` : list(others)
  return best.say('order', [
    `On this evidence ${first} comes out ahead of ${rest}.`,
    `${first} has a better case than ${rest}.`,
    `The evidence puts ${first} in front of ${rest}.`,
  ])
}

/** The one that moved most, and the one that swings most. */
function contrast(subjects: readonly Subject[]): string | null {
  const mover = greatest(subjects, ({ picture }) => picture.number('periodChangePercent'))
  const swinger = greatest(subjects, ({ picture }) => picture.number('volatilityPercent'))
  if (subjects.length < 2) return null
  return paragraph([
    mover && known`${mover.name} ${bestOf(mover)}, ${periodMove(mover.picture)}.`,
    swinger &&
      known`The widest swings are those of ${swinger.name}, with an annualised volatility of ${swinger.picture.shown('volatilityPercent')}.`,
  ])
}

/** Whoever fell least did not do well. */
function bestOf({ picture }: Subject): string {
  return (picture.number('periodChangePercent') ?? 0) < 0 ? 'held up best' : 'did best'
}

function leftOut(subjects: readonly Subject[]): string | null {
  const rest = subjects.slice(most).map(({ name }) => name)
  return rest.length === 0 ? null : `Left out here: ${list(rest)}.`
}

function byScore(subjects: readonly Subject[]): readonly Subject[] {
  return subjects.toSorted((one, other) => scoreOf(other) - scoreOf(one))
}

/** Without a verdict a symbol goes to the end. */
function scoreOf({ picture }: Subject): number {
  return picture.number('score') ?? -2
}

function greatest(
  subjects: readonly Subject[],
  value: (subject: Subject) => number | null,
): Subject | null {
  const measured = subjects.filter((subject) => value(subject) !== null)
  return measured.toSorted((one, other) => (value(other) ?? 0) - (value(one) ?? 0))[0] ?? null
}
