import { formatDate } from '../format.ts'
import { known, paragraph } from '../sentence.ts'
import { sideOf } from './chart.ts'
import { grid, overviewColumns, sharedDay } from './grid.ts'
import { blocks, escape } from './markdown.ts'
import type { Subject } from './subject.ts'

/** How the market stands, by the symbols that were asked for it. */
export function overview(subjects: readonly Subject[]): string {
  const shown = subjects.slice(0, 6)
  return blocks([
    '## Market overview',
    paragraph([breadth(shown), extremes(shown)]),
    grid(shown, overviewColumns(shown)),
  ])
}

/** How many stand above their 200-day average, in words. */
function breadth(subjects: readonly Subject[]): string | null {
  const sides = subjects
    .map(({ picture }) => sideOf(picture, 'sma200'))
    .filter((side) => side !== null)
  const [first] = subjects
  if (first === undefined || sides.length === 0) return null
  const above = sides.filter((side) => side === 'above').length
  const day = sharedDay(subjects)
  const when = day === null ? '' : ` on ${formatDate(day)}`
  if (subjects.length === 1)
    return known`${escape(first.symbol)} stood ${sides[0] ?? null} its 200-day average${when}.`
  return known`${shareOf(above / sides.length)} stood above the 200-day average${when}.`
}

function shareOf(share: number): string {
  if (share === 1) return 'All of these symbols'
  if (share > 0.5) return 'Most of these symbols'
  if (share === 0.5) return 'Half of these symbols'
  return share === 0 ? 'None of these symbols' : 'Only a few of these symbols'
}

function extremes(subjects: readonly Subject[]): string | null {
  const moved = subjects
    .filter(({ picture }) => picture.number('changePercent') !== null)
    .toSorted((one, other) => changeOf(other) - changeOf(one))
  const [best, worst] = [moved.at(0), moved.at(-1)]
  if (best === undefined || worst === undefined || best === worst) return null
  return best.say('extremes', [
    known`The strongest of the day was ${escape(best.symbol)} (${best.picture.signed('changePercent')}), the weakest ${escape(worst.symbol)} (${worst.picture.signed('changePercent')}).`,
    known`${escape(best.symbol)} did best on the day (${best.picture.signed('changePercent')}), ${escape(worst.symbol)} worst (${worst.picture.signed('changePercent')}).`,
  ])
}

function changeOf({ picture }: Subject): number {
  return picture.number('changePercent') ?? 0
}
