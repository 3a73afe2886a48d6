import type { indicatorFacts } from '../facts.ts'
import { at, columnsOf, lastRows } from '../indicators/columns.ts'
import { maxDrawdown } from '../indicators/drawdown.ts'
import { obv } from '../indicators/obv.ts'
import { indicatorSet } from '../indicators/set.ts'
import type { Bar } from '../types.ts'
import type { FrameValues } from './frame-values.ts'
import { marketValues } from './market-values.ts'
import { rowOf, valueOf, type Values } from './values.ts'
import type { Window } from './window.ts'

export type IndicatorValues = Values<
  Exclude<keyof typeof indicatorFacts, 'technicalScore' | keyof FrameValues>
>

/**
 * Wilder's averages forget a fourteenth a day: of what lies further back than this they keep nothing that a number of
 * 64 bits could show. What never forgets is the volume's balance alone.
 */
const rowsThatCount = 1_000

/** The whole indicator set on the last bar. */
export function indicatorValues(
  bars: readonly Bar[],
  year: Window,
  benchmark: readonly Bar[],
): IndicatorValues {
  const columns = columnsOf(bars)
  const near = lastRows(columns, rowsThatCount)
  const yearCloses = lastRows(columns, year.bars.length).close
  const isTraded = columns.volume.some((volume) => volume > 0)
  return {
    ...rowOf(indicatorSet(near), near.length - 1),
    obv: isTraded ? valueOf(at(obv(columns), columns.length - 1)) : null,
    maxDrawdownPercent: year.isWhole ? valueOf(maxDrawdown(yearCloses)) : null,
    ...marketValues(year, benchmark),
  }
}
