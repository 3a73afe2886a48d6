import type { Brief } from '../../../core/project.ts'
import { allCalls } from '../calls/record.ts'
import { facts } from '../facts.ts'
import { formatDate } from '../format.ts'
import { type FactName, type Picture, pictureOf } from '../picture.ts'
import { known, paragraph } from '../sentence.ts'
import { blocks, capitalise, escape, table } from './markdown.ts'

/** What became of the ratings so far: how many, how often right, by how much, and how little that may mean. */
export function record({ findings }: Brief): string {
  const [finding] = findings
  if (finding === undefined || finding.abstained !== null) {
    return `My record of calls cannot be read just now. ${finding?.abstained ?? ''}`.trim()
  }
  const picture = pictureOf(finding.symbol, finding.evidence)
  const title =
    finding.symbol === allCalls ? 'My calls so far' : `My calls on ${escape(finding.symbol)}`
  return blocks([
    `## ${title}`,
    paragraph([made(picture), synthetic(picture)]),
    scores(picture),
    paragraph([weightOf(picture), meaning(picture)]),
    closing,
  ])
}

function made(picture: Picture): string | null {
  const first = picture.text('firstCalledOn')
  if ((picture.number('callCount') ?? 0) === 0) {
    return 'I have made no call here that could be scored, so there is no track record yet.'
  }
  return known`Calls made: ${picture.shown('callCount')}, the first on ${first && formatDate(first)}; one rating of one symbol on one day counts once.`
}

function synthetic(picture: Picture): string | null {
  if ((picture.number('demoCallCount') ?? 0) === 0) return null
  return known`Calls on demo data: ${picture.shown('demoCallCount')}; they are not counted.`
}

const rows: readonly FactName[] = [
  'scoredCount20',
  'hitRate20Percent',
  'excess20Percent',
  'holdCount20',
  'scoredCount60',
  'hitRate60Percent',
  'excess60Percent',
  'holdCount60',
]

function scores(picture: Picture): string | null {
  if (scoredIn(picture) === 0) return null
  const filled = rows.flatMap((name) => {
    const shown = name.startsWith('excess') ? picture.signed(name) : picture.shown(name)
    return shown === null ? [] : [[capitalise(facts[name]?.label ?? name), shown]]
  })
  return table(['Against the market index', ''], filled)
}

/** Fewer than these could be luck, whatever the share. */
const enough = 30

function weightOf(picture: Picture): string | null {
  const scored = scoredIn(picture)
  if ((picture.number('callCount') ?? 0) === 0) return null
  if (scored === 0) return 'No buy or sell is old enough to be scored yet.'
  return scored < enough ? 'That is too few to tell skill from chance.' : null
}

function meaning(picture: Picture): string | null {
  if (scoredIn(picture) === 0) return null
  return 'A buy is a hit where the share did better than the index of its market, a sell where it did worse; holds are neither. Costs and dividends are left out.'
}

function scoredIn(picture: Picture): number {
  return picture.number('scoredCount20') ?? 0
}

const closing = '_Past results do not predict future ones. Information, not investment advice._'
