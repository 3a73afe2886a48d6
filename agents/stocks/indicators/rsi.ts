import { change, percentOf, plus } from './arithmetic.ts'
import { at, type Column } from './columns.ts'
import { wilder } from './moving-averages.ts'

/** Relative strength index, 0 to 100; missing where the price never moved. */
export function rsi(close: Column, period = 14): Column {
  const moves = change(close, 1)
  const gain = wilder(movesTowards(moves, 1), period)
  const loss = wilder(movesTowards(moves, -1), period)
  return percentOf(gain, plus(gain, loss))
}

/** The size of the moves in one direction, 0 for the others. */
function movesTowards(moves: Column, direction: 1 | -1): Column {
  const sizes = new Float64Array(moves.length)
  for (let row = 0; row < sizes.length; row += 1) {
    sizes[row] = Math.max(direction * at(moves, row), 0)
  }
  return sizes
}
