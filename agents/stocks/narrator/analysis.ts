import { facts } from '../facts.ts'
import { formatDate } from '../format.ts'
import type { FactName, Picture } from '../picture.ts'
import { known } from '../sentence.ts'
import { accountsText } from './accounts.ts'
import { chartText } from './chart.ts'
import { blocks, capitalise, section, table } from './markdown.ts'
import { newsText } from './news.ts'
import { priceSentence } from './price.ts'
import { stanceOf } from './stance.ts'
import { findingOf, type Subject } from './subject.ts'

/** The whole picture of one symbol. */
export function analysis(subject: Subject): string {
  return blocks([
    heading(subject),
    priceSentence(subject),
    keyFigures(subject.picture),
    part('technical', subject, chartText(subject)),
    part('fundamental', subject, accountsText(subject)),
    part('sentiment', subject, newsText(subject, 2)),
    section('What would change it', subject.verdict?.changes ?? []),
    section('Risks', subject.verdict?.risks ?? []),
  ])
}

/** `## Apple Inc. (AAPL): buy, 62% confidence` */
export function heading({ title, verdict, picture }: Subject): string {
  const confidence = known`, ${picture.shown('confidencePercent')} confidence` ?? ''
  return verdict === null ? `## ${title}` : `## ${title}: ${verdict.rating}${confidence}`
}

/** One analyst's paragraph, opened by where it stands; null where it has nothing to say. */
export function part(analyst: string, subject: Subject, text: string | null): string | null {
  if (findingOf(subject, analyst) === null || text === null || text === '') return null
  const stance = stanceOf(subject, analyst)
  return stance === null ? text : `**${capitalise(stance)}.** ${text}`
}

export function keyFigures(picture: Picture): string | null {
  const rows = rowsOf(picture)
  const day = (picture.asOf('close') ?? picture.asOf('peTrailing'))?.slice(0, 10) ?? ''
  return rows.length < 2 ? null : table(['Key figures', day], rows)
}

type Row = readonly [label: string, value: string]

function rowsOf(picture: Picture): readonly Row[] {
  const start = picture.text('periodStart')
  const since = start === null ? 'over the period' : `since ${formatDate(start)}`
  const range = known`${picture.shown('low52w')} to ${picture.shown('high52w')}`
  return [
    ...row('Closing price', picture.shown('close')),
    ...row(`Change ${since}`, picture.signed('periodChangePercent')),
    ...row('52-week range', range),
    ...factRows(picture, ['sma200', 'rsi14', 'volatilityPercent', 'marketCap', 'peTrailing']),
  ]
}

/** Facts under their own label; those that nobody knows are left out. */
export function factRows(picture: Picture, names: readonly FactName[]): readonly Row[] {
  return names.flatMap((name) => row(capitalise(facts[name]?.label ?? name), picture.shown(name)))
}

function row(label: string, value: string | null): readonly Row[] {
  return value === null ? [] : [[label, value]]
}
