import type { Analyst } from '../../core/project.ts'
import type { Finding } from '../../core/types.ts'
import { comparable, fetchBenchmark } from './technical/benchmark.ts'
import { analyseChart, type Chart } from './technical/chart.ts'
import { evidenceOf, type ChartQuestion } from './technical/evidence.ts'
import { frameOf } from './technical/frame-names.ts'
import type { Fetched, MarketData, Prices } from './types.ts'

export interface TechnicalOptions {
  /** The period of a question that names none. */
  readonly period?: string
  /** Beta is left out rather than waited for any longer. */
  readonly benchmarkWithinMs?: number
}

/** Reads the chart of one symbol: prices, indicators, levels, and a score from named signals. */
export function technicalAnalyst(data: MarketData, options: TechnicalOptions = {}): Analyst {
  const { period: usualPeriod = '1y', benchmarkWithinMs = 5000 } = options
  return {
    name: 'technical',
    title: 'Reading the price chart',
    async analyse(task) {
      const period = task.period ?? usualPeriod
      const [fetched, benchmark] = await Promise.all([
        data.prices.fetch(task),
        fetchBenchmark(data.prices, task, benchmarkWithinMs),
      ])
      const market = comparable(benchmark, fetched)
      const chart = analyseChart({
        prices: fetched.value,
        period,
        drawn: { frame: frameOf(task.aspect), period: task.period },
        askedAt: task.askedAt,
        benchmark: market.fetched?.value ?? null,
      })
      return findingOf(chart, fetched, { symbol: task.symbol, period, market })
    },
  }
}

function findingOf(chart: Chart, fetched: Fetched<Prices>, asked: ChartQuestion): Finding {
  const { symbol, market } = asked
  return {
    analyst: 'technical',
    symbol,
    score: chart.score,
    abstained: null,
    signals: chart.signals,
    evidence: evidenceOf(chart, fetched, asked),
    series: chart.series,
    notes: [...fetched.notes, ...(market.note === null ? [] : [market.note]), ...chart.notes],
  }
}
