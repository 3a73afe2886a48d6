import type { Day } from '../day.ts'
import type { Row } from './rows.ts'

/** Two for one to fifty for one; a special dividend of a third of the price is rarer than any of them. */
const ratios = [1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 40, 50]
const known = [...ratios, ...ratios.map((ratio) => 1 / ratio)]

/** A dividend of the same day is in it too. */
const slack = 0.03
/** Nothing else moves a price so far that this is no split of it. */
const widestMove = 1.6

interface Split {
  /** The first day after it. */
  readonly date: Day
  /** How many shares one became. */
  readonly ratio: number
}

/** Rows as if every split had been before the first of them, where `adjclose` tells of one that `close` is not adjusted for. */
export function withoutSplits(rows: readonly Row[]): {
  readonly rows: readonly Row[]
  readonly splits: readonly Split[]
} {
  const splits = rows.flatMap((row, index) => splitBetween(rows[index - 1], row) ?? [])
  if (splits.length === 0) return { rows, splits }
  return { rows: rows.map((row) => adjusted(row, splits)), splits }
}

function splitBetween(before: Row | undefined, after: Row): Split | null {
  if (before === undefined) return null
  const change = after.adjclose / after.close / (before.adjclose / before.close)
  const ratio = known.find((each) => Math.abs(change / each - 1) <= slack)
  if (ratio === undefined) return null
  const move = (after.close * ratio) / before.close
  return move < widestMove && move > 1 / widestMove ? { date: after.date, ratio } : null
}

function adjusted(row: Row, splits: readonly Split[]): Row {
  const by = splits
    .filter(({ date }) => row.date < date)
    .reduce((product, { ratio }) => product * ratio, 1)
  const { open, high, low, close, volume } = row
  const prices = { open: open / by, high: high / by, low: low / by, close: close / by }
  return { ...row, ...prices, volume: volume * by }
}

/** Where a close is so far from the one before that a split may have been left in. */
export function leaps(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ close }, index) => {
    const change = close / (rows[index - 1]?.close ?? close)
    return change >= leap || change <= 1 / leap
  })
}

const leap = 1.9
