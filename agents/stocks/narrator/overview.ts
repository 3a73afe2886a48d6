import { isIndex } from '../data/symbol.ts'
import { formatDate } from '../format.ts'
import { known, paragraph } from '../sentence.ts'
import { sideOf, trendWord } from './chart.ts'
import { grid, overviewColumns, sharedDay } from './grid.ts'
import { blocks } from './markdown.ts'
import { priceSentence } from './price.ts'
import type { Subject } from './subject.ts'

/** How the market stands, by the symbols that were asked for it: what they did and where they are, and no rating. */
export function overview(subjects: readonly Subject[]): string {
  const shown = subjects.slice(0, 6)
  return blocks([
    '## Market overview',
    paragraph([direction(shown), extremes(shown), breadth(shown)]),
    grid(shown, overviewColumns(shown)),
    shown.some(({ picture }) => trendWord(picture) !== null) ? trendMeaning : null,
  ])
}

const trendMeaning =
  'The trend is told by the 50-day and the 200-day average; an overview gives no rating.'

/** Which way the day went. */
function direction(subjects: readonly Subject[]): string | null {
  const moved = subjects.filter(({ picture }) => picture.number('changePercent') !== null)
  const [first] = moved
  if (first === undefined || moved.length < 2) return moved.length === 1 ? oneDay(first) : null
  const risen = moved.filter((subject) => changeOf(subject) > 0).length
  const fallen = moved.filter((subject) => changeOf(subject) < 0).length
  const verb = risen >= fallen ? 'rose' : 'fell'
  const share = Math.max(risen, fallen) / moved.length
  return `${shareOf(share, nounOf(moved))} ${verb}${whenOf(moved)}.`
}

function oneDay(subject: Subject | undefined): string | null {
  return subject === undefined ? null : priceSentence(subject)
}

/** How many stand above their 200-day average, in words. */
function breadth(subjects: readonly Subject[]): string | null {
  const placed = subjects.filter(({ picture }) => sideOf(picture, 'sma200') !== null)
  const [first] = placed
  if (first === undefined) return null
  const above = placed.filter(({ picture }) => sideOf(picture, 'sma200') === 'above').length
  if (placed.length === 1)
    return known`${first.name} stood ${sideOf(first.picture, 'sma200')} its 200-day average.`
  return `${shareOf(above / placed.length, nounOf(placed))} stood above the 200-day average.`
}

function whenOf(subjects: readonly Subject[]): string {
  const day = sharedDay(subjects)
  return day === null ? ' on the day' : ` on ${formatDate(day)}`
}

function nounOf(subjects: readonly Subject[]): string {
  return subjects.every(({ symbol }) => isIndex(symbol)) ? 'indices' : 'symbols'
}

function shareOf(share: number, noun: string): string {
  if (share === 1) return `All of these ${noun}`
  if (share > 0.5) return `Most of these ${noun}`
  if (share === 0.5) return `Half of these ${noun}`
  return share === 0 ? `None of these ${noun}` : `Only a few of these ${noun}`
}

function extremes(subjects: readonly Subject[]): string | null {
  const moved = subjects
    .filter(({ picture }) => picture.number('changePercent') !== null)
    .toSorted((one, other) => changeOf(other) - changeOf(one))
  const [best, worst] = [moved.at(0), moved.at(-1)]
  if (best === undefined || worst === undefined || best === worst) return null
  return best.say('extremes', [
    known`The strongest of the day was ${best.name} (${best.picture.signed('changePercent')}), the weakest ${worst.name} (${worst.picture.signed('changePercent')}).`,
    known`${best.name} did best on the day (${best.picture.signed('changePercent')}), ${worst.name} worst (${worst.picture.signed('changePercent')}).`,
  ])
}

function changeOf({ picture }: Subject): number {
  return picture.number('changePercent') ?? 0
}
