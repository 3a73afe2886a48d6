import { randomUUID } from 'node:crypto'

import type { Evidence } from '../../../core/types.ts'
import { unitsOf } from '../facts.ts'
import { volatilityDays } from '../indicators/set.ts'
import type { Fetched, Prices, SecondClose } from '../types.ts'
import type { Benchmark } from './benchmark.ts'
import type { Chart } from './chart.ts'
import { quoteEvidence } from './quote.ts'
import { secondEvidence, witnessArguments } from './second-close.ts'

export interface ChartQuestion {
  readonly symbol: string
  readonly period: string
  readonly askedAt: Date
  readonly market: Benchmark
  readonly second: SecondClose | null
}

/** The chart as three tool results, the last two traceable to the first; beside it the last trade, and a close that disagrees. */
export function evidenceOf(
  chart: Chart,
  fetched: Fetched<Prices>,
  { symbol, period, askedAt, market, second }: ChartQuestion,
): readonly Evidence[] {
  const { value, source, fetchedAt, freshness } = fetched
  const { currency } = value
  const shared = { asOf: chart.asOf, fetchedAt, freshness }
  const id = randomUUID()
  const computed = { ...shared, source: `computed from ${id}` }
  return [
    {
      id,
      tool: 'stocks.prices',
      arguments: { symbol, period, ...witnessArguments(second) },
      ...shared,
      source,
      values: chart.prices,
      units: unitsOf(Object.keys(chart.prices), currency),
    },
    {
      id: randomUUID(),
      tool: 'stocks.indicators',
      arguments: { symbol, volatilityDays, ...benchmarkArguments(market) },
      ...computed,
      values: chart.indicators,
      units: unitsOf(Object.keys(chart.indicators), currency),
    },
    {
      id: randomUUID(),
      tool: 'stocks.levels',
      arguments: { symbol },
      ...computed,
      values: chart.levels,
      units: unitsOf(Object.keys(chart.levels), currency),
    },
    ...quoteEvidence(chart, fetched, { symbol, askedAt }),
    ...secondEvidence(second, { symbol, currency, id, freshness }),
  ]
}

/** What it was compared with, and where that came from. */
function benchmarkArguments({ symbol, fetched }: Benchmark) {
  return { benchmark: fetched === null ? null : symbol, benchmarkSource: fetched?.source ?? null }
}
