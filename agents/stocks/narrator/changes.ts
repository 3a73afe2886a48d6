import type { Brief } from '../../../core/project.ts'
import type { Turn } from '../../../core/types.ts'
import { facts } from '../facts.ts'
import { formatDate } from '../format.ts'
import { type FactName, type Picture, pictureOf } from '../picture.ts'
import { known, paragraph } from '../sentence.ts'
import { heading } from './analysis.ts'
import { blocks, capitalise, escape, section, table } from './markdown.ts'
import { priceSentence } from './price.ts'
import type { Subject } from './subject.ts'

/** What is new on a symbol since it was last looked at: in this thread, or else anywhere in the organisation. */
export function changes(subject: Subject, { question }: Brief): string {
  const past = lastLook(subject.symbol, question.history) ?? lastCall(subject)
  return blocks([
    heading(subject),
    priceSentence(subject),
    past === null ? longAgo(subject, question.summary) : difference(subject, past),
    past === null ? null : thenAndNow(subject, past),
    section('What would change it', subject.verdict?.changes ?? []),
  ])
}

interface Look {
  readonly rating: string
  /** The day it speaks of. */
  readonly asOf: string
  readonly shown: Picture['shown']
}

/** The rating that was kept when it was last given; made-up prices and real ones are not compared. */
function lastCall({ picture, verdict }: Subject): Look | null {
  const call = picture.evidence.find(({ tool }) => tool === 'stocks.call')
  const rating = picture.text('callRating')
  if (call === undefined || rating === null || verdict === null) return null
  const isMixed = (call.freshness === 'demo') !== (verdict.evidence.freshness === 'demo')
  if (isMixed) return null
  const names: Partial<Record<FactName, FactName>> = {
    close: 'callPrice',
    confidencePercent: 'callConfidencePercent',
    score: 'callScore',
  }
  const shown = (name: FactName) => {
    const kept = names[name]
    return kept === undefined ? null : picture.shown(kept)
  }
  return { rating, asOf: call.asOf, shown }
}

function lastLook(symbol: string, history: readonly Turn[]): Look | null {
  const looks = history.flatMap(({ reply }) => {
    const verdict = reply?.verdicts.find((each) => each.symbol === symbol)
    if (verdict === undefined) return []
    const own = reply?.evidence.filter(({ arguments: { symbol: asked } }) => asked === symbol) ?? []
    const { shown } = pictureOf(symbol, [...own, verdict.evidence])
    return [{ rating: verdict.rating, asOf: verdict.evidence.asOf, shown }]
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
  const then = formatDate(past.asOf)
  const [before, now] = [past.rating, verdict?.rating ?? null]
  if (past.asOf === picture.asOf('close')) {
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
  'score',
  'sma200',
  'rsi14',
  'peTrailing',
  'headlineCount',
]

function thenAndNow({ picture, verdict }: Subject, past: Look): string | null {
  if (past.asOf === verdict?.evidence.asOf) return null
  const rows = compared.flatMap((name) => {
    const [before, now] = [past.shown(name), picture.shown(name)]
    return before === null || now === null
      ? []
      : [[capitalise(facts[name]?.label ?? name), before, now]]
  })
  const days = [past.asOf, verdict?.evidence.asOf ?? ''].map((day) => day.slice(0, 10))
  return table(['', ...days], rows)
}
