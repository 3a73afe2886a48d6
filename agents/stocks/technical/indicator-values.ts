import type { indicatorFacts } from '../facts.ts'
import { columnsOf } from '../indicators/columns.ts'
import { maxDrawdown } from '../indicators/drawdown.ts'
import { indicatorSet } from '../indicators/set.ts'
import type { Bar } from '../types.ts'
import type { FrameValues } from './frame-values.ts'
import { marketValues } from './market-values.ts'
import { rowOf, valueOf, type Values } from './values.ts'
import type { Window } from './window.ts'

export type IndicatorValues = Values<
  Exclude<keyof typeof indicatorFacts, 'technicalScore' | keyof FrameValues>
>

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
    ...marketValues(year, benchmark),
  }
}
