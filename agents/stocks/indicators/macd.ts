import { minus } from './arithmetic.ts'
import type { Column } from './columns.ts'
import { ema } from './moving-averages.ts'

export interface Macd {
  readonly fast: Column
  readonly slow: Column
  readonly line: Column
  readonly signal: Column
  readonly histogram: Column
}

export function macd(close: Column, fastPeriod = 12, slowPeriod = 26, signalPeriod = 9): Macd {
  const fast = ema(close, fastPeriod)
  const slow = ema(close, slowPeriod)
  const line = minus(fast, slow)
  const signal = ema(line, signalPeriod)
  return { fast, slow, line, signal, histogram: minus(line, signal) }
}
