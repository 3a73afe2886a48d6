import { change, percentOf, times } from './arithmetic.ts'
import { trueRange } from './atr.ts'
import { at, ratio, type Column, type Columns } from './columns.ts'
import { wilder } from './moving-averages.ts'

export interface Directional {
  /** Average directional index: how strong the trend is, whichever way it goes. */
  readonly adx: Column
  readonly plusDi: Column
  readonly minusDi: Column
}

/** Wilder's directional movement system. */
export function directional(columns: Columns, period = 14): Directional {
  const rise = change(columns.high, 1)
  const fall = times(change(columns.low, 1), -1)
  const plus = wilder(winningMoves(rise, fall), period)
  const minus = wilder(winningMoves(fall, rise), period)
  const range = wilder(trueRange(columns), period)
  return {
    adx: wilder(imbalance(plus, minus), period),
    plusDi: percentOf(plus, range),
    minusDi: percentOf(minus, range),
  }
}

/** Only the larger of the two moves of a day counts, and only where the day went beyond the one before. */
function winningMoves(moves: Column, opposite: Column): Column {
  const winning = new Float64Array(moves.length)
  for (let row = 0; row < winning.length; row += 1) {
    const move = at(moves, row)
    winning[row] = move <= 0 || move <= at(opposite, row) ? 0 : move
  }
  return winning
}

/** No movement at all has no direction: 0, where the formula would divide by it. */
function imbalance(plus: Column, minus: Column): Column {
  const index = new Float64Array(plus.length)
  for (let row = 0; row < index.length; row += 1) {
    const [up, down] = [at(plus, row), at(minus, row)]
    index[row] = up === 0 && down === 0 ? 0 : 100 * ratio(Math.abs(up - down), up + down)
  }
  return index
}
