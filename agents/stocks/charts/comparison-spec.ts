import type { Series } from '../../../core/series.ts'
import type { FrameName } from '../technical/frame-names.ts'
import { isoDay } from './days.ts'
import type { ComparisonSpec, Origin } from './spec.ts'

interface Compared {
  readonly symbol: string
  readonly series: Series
}

/** Closing prices, each 100 on the first day from which all are known; null where fewer than two are. */
export function comparisonSpecOf(
  compared: readonly Compared[],
  { origin, frame }: { readonly origin: Origin; readonly frame: FrameName },
): ComparisonSpec | null {
  const start = Math.max(...compared.map(({ series }) => series.days[0] ?? -Infinity))
  const lines = compared.flatMap((each) => lineFrom(each, start))
  if (lines.length < 2) return null
  return { kind: 'comparison', origin, frame, lines, start: isoDay(start) }
}

function lineFrom({ symbol, series }: Compared, start: number) {
  const { close = [] } = series.columns
  const rows = series.days.flatMap((day, row) => {
    const value = close[row]
    return day >= start && value != null ? [{ day, value }] : []
  })
  const [first] = rows
  if (first === undefined || rows.length < 2 || first.value <= 0) return []
  const values = rows.map(({ value }) => Number(((100 * value) / first.value).toPrecision(6)))
  return [{ symbol, days: rows.map(({ day }) => day), values }]
}
