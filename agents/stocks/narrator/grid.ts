import { isIndex } from '../data/symbol.ts'
import { trendWord } from './chart.ts'
import { table } from './markdown.ts'
import type { Subject } from './subject.ts'

export interface Column {
  readonly title: string
  readonly cell: (subject: Subject) => string | null
}

const rating: Column = { title: 'Rating', cell: ({ verdict }) => verdict?.rating ?? null }
const confidence: Column = {
  title: 'Confidence',
  cell: ({ picture }) => picture.shown('confidencePercent'),
}
const close: Column = { title: 'Close', cell: ({ picture }) => picture.shown('close') }
const move: Column = { title: 'Day', cell: ({ picture }) => picture.signed('changePercent') }
const rsi: Column = { title: 'RSI 14', cell: ({ picture }) => picture.shown('rsi14') }
const trend: Column = { title: 'Trend', cell: ({ picture }) => trendWord(picture) }
const ratio: Column = { title: 'P/E', cell: ({ picture }) => picture.shown('peTrailing') }

/** The change over the period, under its first day where all share it. */
function period(subjects: readonly Subject[]): Column {
  const starts = new Set(subjects.map(({ picture }) => picture.text('periodStart')))
  const [start] = starts
  return {
    title: starts.size === 1 && start ? `Since ${start}` : 'Period',
    cell: ({ picture }) => picture.signed('periodChangePercent'),
  }
}

/** The day of the closing price, where one date above the table does not do for all. */
function asOf(subjects: readonly Subject[]): readonly Column[] {
  if (sharedDay(subjects) !== null) return []
  return [{ title: 'As of', cell: ({ picture }) => picture.asOf('close')?.slice(0, 10) ?? null }]
}

/** The day that all closing prices are of; null where they differ. */
export function sharedDay(subjects: readonly Subject[]): string | null {
  const days = new Set(subjects.map(({ picture }) => picture.asOf('close')))
  const [day] = days
  return days.size === 1 && day ? day : null
}

export function comparisonColumns(subjects: readonly Subject[]): readonly Column[] {
  return [rating, confidence, close, period(subjects), rsi, ratio, ...asOf(subjects)]
}

/** No rating: a market that one looks over is not a share that one is told about. */
export function overviewColumns(subjects: readonly Subject[]): readonly Column[] {
  return [close, move, period(subjects), rsi, trend, ...asOf(subjects)]
}

/** One row a symbol; a column that nobody fills is left out, an empty cell shows a dash. */
export function grid(subjects: readonly Subject[], wanted: readonly Column[]): string | null {
  const filled = wanted.filter(({ cell }) => subjects.some((subject) => cell(subject) !== null))
  const rows = subjects.map((subject) => [
    subject.name,
    ...filled.map(({ cell }) => cell(subject) ?? '–'),
  ])
  const head = subjects.every(({ symbol }) => isIndex(symbol)) ? 'Index' : 'Symbol'
  return table([head, ...filled.map(({ title }) => title)], rows)
}
