import type { Brief } from '../../../core/project.ts'
import type { Signal } from '../../../core/types.ts'
import { addDays } from '../data/day.ts'
import { pictureOf } from '../picture.ts'
import { isSynthetic } from '../recommendation/votes.ts'
import { known, paragraph } from '../sentence.ts'
import { benchmarkOf } from '../technical/benchmark.ts'
import { heading, part } from './analysis.ts'
import { headlinesOf } from './headlines.ts'
import { blocks, bullets, capitalise, escape, section } from './markdown.ts'
import { newsText } from './news.ts'
import { priceSentence } from './price.ts'
import { nameOf, type Subject } from './subject.ts'

/** Why it moved: the move, what the chart and the accounts show with it, what is written about it. */
export function reason(subject: Subject, brief: Brief): string {
  const { period } = brief.reading
  return blocks([
    heading(subject),
    paragraph([priceSentence(subject), besides(subject, brief)]),
    ...signs(subject, period),
    part('sentiment', subject, newsOf(subject, period)),
    proviso(subject),
  ])
}

/** What the index of its market did at the same time: a share often only goes with it. */
function besides({ symbol, picture }: Subject, { reading, findings }: Brief): string | null {
  const index = benchmarkOf(symbol)
  const found = findings.find((each) => each.analyst === 'market' && each.symbol === index)
  if (index === null || found === undefined) return null
  const market = pictureOf(index, found.evidence)
  const isSame =
    isSynthetic(found) === picture.evidence.some(({ freshness }) => freshness === 'demo') &&
    market.asOf('close') === picture.asOf('close')
  if (!isSame) return null
  const name = nameOf(index)
  if (reading.period === null) {
    return known`The index of its market, ${name}, moved ${market.signed('changePercent')} on the same day.`
  }
  return known`The index of its market, ${name}, moved ${market.signed('periodChangePercent')} over the same time.`
}

/** Headlines may come a little before the move that they go with. */
const daysBefore = 3

/** The news of those days; where none of it moved the tone, that is said before the older news. */
function newsOf(subject: Subject, period: string | null): string {
  const { picture } = subject
  const start = period === null ? picture.asOf('close') : picture.text('periodStart')
  const from = start === null ? '' : addDays(start.slice(0, 10), -daysBefore)
  const fresh = headlinesOf(picture, from)
  if (fresh.length > 0) return blocks(['Headlines of those days:', bullets(fresh)])
  return blocks([
    'None of the headlines that moved the tone is of those days.',
    newsText(subject, 3),
  ])
}

/** The side that the price went to comes first; the news has its own part. */
function signs({ findings, picture }: Subject, period: string | null): readonly (string | null)[] {
  const signals = findings
    .filter(({ analyst }) => analyst !== 'sentiment')
    .flatMap((finding) => finding.signals)
    .toSorted((one, other) => other.weight - one.weight)
  const pointing = (direction: Signal['direction']) =>
    signals
      .filter((signal) => signal.direction === direction)
      .slice(0, 3)
      .map(readingOf)
  const sides = [section('What points up', pointing(1)), section('What points down', pointing(-1))]
  const move = picture.number(period === null ? 'changePercent' : 'periodChangePercent') ?? 0
  return move < 0 ? sides.toReversed() : sides
}

function readingOf({ reading }: Signal): string {
  return capitalise(escape(reading))
}

function proviso({ picture, say }: Subject): string | null {
  const seen = headlinesOf(picture).length > 0 ? 'Headlines and signals' : 'Signals'
  const missing = headlinesOf(picture).length > 0 ? '' : 'No headline at hand explains it. '
  return say('proviso', [
    `${missing}${seen} were seen together with the move; that does not make them its cause.`,
    `${missing}${seen} go along with the move, which is not yet proof of a cause.`,
  ])
}
