import type { Brief } from '../../../core/project.ts'
import type { Signal } from '../../../core/types.ts'
import { heading, part } from './analysis.ts'
import { headlinesOf } from './headlines.ts'
import { blocks, capitalise, escape, section } from './markdown.ts'
import { newsText } from './news.ts'
import { priceSentence } from './price.ts'
import type { Subject } from './subject.ts'

/** Why it moved: the move, what the chart and the accounts show with it, what is written about it. */
export function reason(subject: Subject, { reading }: Brief): string {
  return blocks([
    heading(subject),
    priceSentence(subject),
    ...signs(subject, reading.period),
    part('sentiment', subject, newsText(subject, 3)),
    proviso(subject),
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
