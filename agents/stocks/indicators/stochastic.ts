import { minus, percentOf } from './arithmetic.ts'
import { at, type Column, type Columns } from './columns.ts'
import { sma } from './moving-averages.ts'
import { rollingMax, rollingMin } from './rolling.ts'

export interface Stochastic {
  readonly k: Column
  readonly d: Column
}

/** The slow stochastic: where the close lies in the window's range, smoothed twice; 0 to 100. */
export function stochastic(columns: Columns, period = 14, kPeriod = 3, dPeriod = 3): Stochastic {
  const k = sma(placeInRange(columns, period), kPeriod)
  return { k, d: sma(k, dPeriod) }
}

/** Williams %R: the same place counted from the top, unsmoothed; −100 to 0. */
export function williamsR(columns: Columns, period = 14): Column {
  const place = placeInRange(columns, period)
  for (let row = 0; row < place.length; row += 1) place[row] = at(place, row) - 100
  return place
}

/** 0 at the window's low, 100 at its high; missing where the window has no range. */
function placeInRange({ high, low, close }: Columns, period: number): Column {
  const lowest = rollingMin(low, period)
  return percentOf(minus(close, lowest), minus(rollingMax(high, period), lowest))
}
