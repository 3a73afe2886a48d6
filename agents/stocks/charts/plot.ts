import type { Plot } from '../../../core/chart.ts'
import { dayOf, dayText } from './days.ts'
import { chartSpec, type ComparisonSpec, type ConfidenceSpec, type PriceSpec } from './spec.ts'

/** A chart of this project in at most so many points a line, two or more. Pure: the same data, the same plot. */
export function plotOf(given: unknown, most: number): Plot | null {
  const spec = chartSpec.parse(given)
  if (spec.kind === 'price') return pricePlot(spec, most)
  if (spec.kind === 'comparison') return comparisonPlot(spec, most)
  return confidencePlot(spec)
}

/** The closing prices alone. */
function pricePlot({ symbol, currency, days, close }: PriceSpec, most: number): Plot | null {
  const known = days.flatMap((day, row) => {
    const value = close[row]
    return value == null ? [] : [{ day, value }]
  })
  if (known.length < 2) return null
  const shown = evenly(known, most)
  return {
    form: 'line',
    unit: currency ?? 'points',
    categories: shown.map(({ day }) => dayText(day)),
    series: [{ name: symbol, values: shown.map(({ value }) => value) }],
  }
}

/** On days on which all are known. */
function comparisonPlot({ lines, start }: ComparisonSpec, most: number): Plot | null {
  const columns = lines.map(
    ({ days, values }) => new Map(days.map((day, row) => [day, values[row]])),
  )
  const rows = (lines[0]?.days ?? []).flatMap((day) => {
    const values = columns.flatMap((column) => column.get(day) ?? [])
    return values.length === lines.length ? [{ day, values }] : []
  })
  if (rows.length < 2) return null
  const shown = evenly(rows, most)
  return {
    form: 'line',
    unit: `100 on ${dayText(dayOf(start))}`,
    categories: shown.map(({ day }) => dayText(day)),
    series: lines.map(({ symbol }, at) => ({
      name: symbol,
      values: shown.flatMap(({ values }) => values[at] ?? []),
    })),
  }
}

function confidencePlot({ votes }: ConfidenceSpec): Plot | null {
  const cast = votes.flatMap(({ analyst, score }) => (score === null ? [] : [{ analyst, score }]))
  if (cast.length === 0) return null
  return {
    form: 'bar',
    unit: 'from −1, bearish, to 1, bullish',
    categories: cast.map(({ analyst }) => analyst.charAt(0).toUpperCase() + analyst.slice(1)),
    series: [{ name: 'Vote', values: cast.map(({ score }) => score) }],
  }
}

/** The first and the last among them. */
function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items
  const step = (items.length - 1) / (most - 1)
  const rows = new Set(Array.from({ length: most }, (_, index) => Math.round(index * step)))
  return items.filter((_, row) => rows.has(row))
}
