import type { Brief } from '../../../core/project.ts'
import type { Turn, Verdict } from '../../../core/types.ts'
import { facts } from '../facts.ts'
import { formatDate } from '../format.ts'
import { type FactName, type Picture, pictureOf } from '../picture.ts'
import { known, paragraph } from '../sentence.ts'
import { heading } from './analysis.ts'
import { blocks, capitalise, escape, section, table } from './markdown.ts'
import { priceSentence } from './price.ts'
import type { Subject } from './subject.ts'

/** What is new on a symbol since it was last looked at in this thread. */
export function changes(subject: Subject, { question }: Brief): string {
  const past = lastLook(subject.symbol, question.history)
  return blocks([
    heading(subject),
    priceSentence(subject),
    past === null ? longAgo(subject, question.summary) : difference(subject, past),
    past === null ? null : thenAndNow(subject, past),
    section('What would change it', subject.verdict?.changes ?? []),
  ])
}

interface Look {
  readonly verdict: Verdict
  readonly picture: Picture
}

function lastLook(symbol: string, history: readonly Turn[]): Look | null {
  const looks = history.flatMap(({ reply }) => {
    const verdict = reply?.verdicts.find((each) => each.symbol === symbol)
    if (verdict === undefined) return []
    const own = reply?.evidence.filter(({ arguments: { symbol: asked } }) => asked === symbol) ?? []
    return [{ verdict, picture: pictureOf(symbol, [...own, verdict.evidence]) }]
  })
  return looks.at(-1) ?? null
}

/** A look that is so far back that only the summary's line of it is left. */
function longAgo({ symbol, verdict }: Subject, summary = ''): string | null {
  const line = summary.split('\n').findLast((each) => each.split(/[\s:,]+/).includes(symbol))
  if (line === undefined) {
    return 'This is the first look at it in this thread, so there is nothing to compare it with yet.'
  }
  return paragraph([
    `The last look at it in this thread was longer ago; what is left of it: ${escape(line)}.`,
    known`The rating is now ${verdict?.rating ?? null}.`,
  ])
}

function difference({ verdict, picture, say }: Subject, past: Look): string | null {
  const then = formatDate(past.verdict.evidence.asOf)
  const [before, now] = [past.verdict.rating, verdict?.rating ?? null]
  if (past.verdict.evidence.asOf === picture.asOf('close')) {
    return `There has been no new closing price since the last look on ${then}.`
  }
  if (before === now)
    return say('same', [
      `The rating of ${then} stands: ${before}.`,
      `It is still a ${before}, as on ${then}.`,
    ])
  return say('other', [
    known`The rating went from ${before} on ${then} to ${now}.`,
    known`What was a ${before} on ${then} is now a ${now}.`,
  ])
}

const compared: readonly FactName[] = [
  'close',
  'confidencePercent',
  'sma200',
  'rsi14',
  'peTrailing',
  'headlineCount',
]

function thenAndNow({ picture, verdict }: Subject, past: Look): string | null {
  const rows = compared.flatMap((name) => {
    const [before, now] = [past.picture.shown(name), picture.shown(name)]
    return before === null || now === null
      ? []
      : [[capitalise(facts[name]?.label ?? name), before, now]]
  })
  const days = [past.verdict.evidence.asOf, verdict?.evidence.asOf ?? ''].map((day) =>
    day.slice(0, 10),
  )
  return table(['', ...days], rows)
}
