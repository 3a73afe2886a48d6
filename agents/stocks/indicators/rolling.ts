import { at, emptyColumn, type Column } from './columns.ts'

/**
 * Windows in one pass, however long they are. A running sum that adds the newest and subtracts the oldest value drifts,
 * leaves crumbs where a window is all zeros, and never forgets a NaN. So the column is cut into blocks as long as
 * the window: every window is the tail of one block and the head of the next, and nothing is ever subtracted
 * (van Herk 1992, Gil and Werman 1993, who did it for maxima).
 */
export function rollingSum(values: Column, period: number): Column {
  return rolling(values, period, 'sum')
}

export function rollingMax(values: Column, period: number): Column {
  return rolling(values, period, 'max')
}

export function rollingMin(values: Column, period: number): Column {
  return rolling(values, period, 'min')
}

function rolling(values: Column, period: number, how: How): Column {
  const result = emptyColumn(values.length)
  const tails = new Float64Array(period)
  let head = Number.NaN
  for (let row = 0; row < values.length; row += 1) {
    const place = row % period
    head = place === 0 ? at(values, row) : joined(head, at(values, row), how)
    if (place === period - 1) {
      result[row] = head
      fillTails(tails, values.subarray(row - place, row + 1), how)
    } else if (row >= period) {
      result[row] = joined(at(tails, place + 1), head, how)
    }
  }
  return result
}

/** What the values of a block come to, from each place to its end. */
function fillTails(tails: Column, block: Column, how: How): void {
  const end = block.length - 1
  let tail = at(block, end)
  tails[end] = tail
  for (let place = end - 1; place > 0; place -= 1) {
    tail = joined(at(block, place), tail, how)
    tails[place] = tail
  }
}

/** A word and not a callback: see arithmetic.ts. */
type How = 'sum' | 'max' | 'min'

function joined(a: number, b: number, how: How): number {
  if (how === 'sum') return a + b
  return how === 'max' ? Math.max(a, b) : Math.min(a, b)
}
