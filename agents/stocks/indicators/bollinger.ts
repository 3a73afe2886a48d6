import { minus, plus, times } from './arithmetic.ts'
import type { Column } from './columns.ts'
import { rollingDeviation } from './covariance.ts'
import { sma } from './moving-averages.ts'

export interface Bollinger {
  readonly upper: Column
  readonly middle: Column
  readonly lower: Column
}

export function bollinger(close: Column, period = 20, deviations = 2): Bollinger {
  const middle = sma(close, period)
  const reach = times(rollingDeviation(close, period), deviations)
  return { upper: plus(middle, reach), middle, lower: minus(middle, reach) }
}
