import type { indicatorFacts } from '../facts.ts'
import { beta } from '../indicators/beta.ts'
import { at, columnsOf } from '../indicators/columns.ts'
import { maxDrawdown } from '../indicators/drawdown.ts'
import { indicatorSet } from '../indicators/set.ts'
import type { Bar } from '../types.ts'
import type { FrameValues } from './frame-values.ts'
import { rowOf, valueOf, type Values } from './values.ts'
import type { Window } from './window.ts'

export type IndicatorValues = Values<
  Exclude<keyof typeof indicatorFacts, 'technicalScore' | keyof FrameValues>
>

/** Fewer common days than these say more of chance than of the market. */
const fewestReturns = 60

/** The whole indicator set on the last bar. */
export function indicatorValues(
  bars: readonly Bar[],
  year: Window,
  benchmark: readonly Bar[],
): IndicatorValues {
  const columns = columnsOf(bars)
  const yearCloses = columnsOf(year.bars).close
  return {
    ...rowOf(indicatorSet(columns), columns.length - 1),
    ...(columns.volume.some((volume) => volume > 0) ? {} : { obv: null }),
    maxDrawdownPercent: year.isWhole ? valueOf(maxDrawdown(yearCloses)) : null,
    beta: valueOf(marketBeta(year.bars, benchmark)),
  }
}

/** Over the year's days that both have. */
function marketBeta(bars: readonly Bar[], benchmark: readonly Bar[]): number {
  const closeOn = new Map(benchmark.map((bar) => [bar.date, bar.close]))
  const common = bars.filter((bar) => closeOn.has(bar.date))
  const returnCount = common.length - 1
  if (returnCount < fewestReturns) return Number.NaN
  const close = Float64Array.from(common, (bar) => bar.close)
  const market = Float64Array.from(common, (bar) => closeOn.get(bar.date) ?? Number.NaN)
  return at(beta(close, market, returnCount), returnCount)
}
