import type { Bar } from '../../types.ts'
import { type Day, daysBetween } from '../day.ts'
import { longestRise } from './longest-rise.ts'
import type { Row } from './rows.ts'
import { leaps, withoutSplits } from './splits.ts'

export interface CleanBars {
  /** Oldest first, one a day. */
  readonly bars: readonly Bar[]
  /** What was left out and what is missing, with line numbers; short however bad the file is. */
  readonly notes: readonly string[]
}

/** Rows that cannot be true are left out and named. But for splits that the file itself tells of nothing is repaired, nothing is filled in. */
export function cleanBars(rows: readonly Row[], file: string, today: Day): CleanBars {
  const real = sift(rows, (row) => valueProblem(row, today))
  const single = sift(oldestFirst(real.good), repetition())
  const rise = new Set(longestRise(single.good, ({ date }) => date))
  const { good, problems } = sift(single.good, (row) => (rise.has(row) ? null : 'out of order'))
  const all = [...real.problems, ...single.problems, ...problems]
  const { rows: whole, splits } = withoutSplits(good)
  const adjusted = splits.map(({ date }) => date)
  return {
    bars: whole.map(toBar),
    notes: [
      ...leftOut(all, file),
      ...gaps(good, file),
      ...told(
        adjusted,
        (days) => `${file}: days before ${days} adjusted for a split, as adjclose is`,
      ),
      ...told(
        leaps(whole).map(({ date, line }) => `${date} (line ${line})`),
        (days) => `${file}: the close leaps by ${days}; where that was a split, adjust the file`,
      ),
    ],
  }
}

interface Problem {
  readonly line: number
  readonly what: string
}

function sift(rows: readonly Row[], problemOf: (row: Row) => string | null) {
  const judged = rows.map((row) => ({ row, what: problemOf(row) }))
  const good = judged.flatMap(({ row, what }) => (what === null ? [row] : []))
  const problems = judged.flatMap(({ row: { line }, what }) =>
    what === null ? [] : [{ line, what }],
  )
  return { good, problems }
}

const prices = ['open', 'high', 'low', 'close'] as const

function valueProblem(row: Row, today: Day): string | null {
  const missing = [...prices, 'volume' as const].find((name) => Number.isNaN(row[name]))
  if (missing !== undefined) return `no ${missing}`
  const negative = prices.find((name) => row[name] <= 0)
  if (negative !== undefined) return `${negative} not above zero`
  if (row.volume < 0) return 'volume below zero'
  if (row.high < row.low) return 'high below low'
  return row.date > today ? `dated after ${today}` : null
}

/** Many exports begin with the newest day. */
function oldestFirst(rows: readonly Row[]): readonly Row[] {
  const falls = rows.filter((row, index) => row.date < (rows[index - 1]?.date ?? '')).length
  return falls > (rows.length - 1) / 2 ? rows.toReversed() : rows
}

function repetition(): (row: Row) => string | null {
  const seen = new Set<Day>()
  return ({ date }) => {
    if (seen.has(date)) return 'date repeated'
    seen.add(date)
    return null
  }
}

const maxKinds = 5
const maxLines = 3

function leftOut(problems: readonly Problem[], file: string): string[] {
  if (problems.length === 0) return []
  const kinds = [...new Set(problems.map(({ what }) => what))]
  const shown = kinds
    .slice(0, maxKinds)
    .map((what) => `${what} (${linesOf(problems.filter((each) => each.what === what))})`)
  const more = kinds.length > maxKinds ? [`${kinds.length - maxKinds} more kinds of problems`] : []
  return [`${file}: ${counted(problems.length, 'row')} left out: ${[...shown, ...more].join('; ')}`]
}

function linesOf(rows: readonly Problem[]): string {
  const lines = rows.slice(0, maxLines).map(({ line }) => line)
  const more = rows.length > maxLines ? ` and ${rows.length - maxLines} more` : ''
  return `line${rows.length > 1 ? 's' : ''} ${lines.join(', ')}${more}`
}

const maxGapDays = 10

function gaps(rows: readonly Row[], file: string): string[] {
  const wide = rows.flatMap(({ date, line }, index) => {
    const before = rows[index - 1]?.date ?? date
    const days = daysBetween(before, date)
    return days > maxGapDays ? [`${days} days before ${date} (line ${line})`] : []
  })
  if (wide.length === 0) return []
  const more = wide.length > maxLines ? [`${wide.length - maxLines} more`] : []
  return [`${file}: no bars for ${[...wide.slice(0, maxLines), ...more].join(', ')}`]
}

function told(days: readonly string[], say: (days: string) => string): string[] {
  if (days.length === 0) return []
  const more = days.length > maxLines ? [`${days.length - maxLines} more`] : []
  return [say([...days.slice(0, maxLines), ...more].join(', '))]
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`
}

function toBar({ date, open, high, low, close, volume }: Row): Bar {
  return { date, open, high, low, close, volume }
}
