import type { AnalysisTask, Analyst } from '../../core/project.ts'
import { packSeries } from '../../core/series.ts'
import type { Finding } from '../../core/types.ts'
import { comparable, fetchBenchmark } from './technical/benchmark.ts'
import { analyseChart, type Chart } from './technical/chart.ts'
import { evidenceOf, type ChartQuestion } from './technical/evidence.ts'
import { frameOf } from './technical/frame-names.ts'
import { disagreementNotes } from './technical/second-close.ts'
import type { Fetched, MarketData, Prices, PriceWitness } from './types.ts'

export interface TechnicalOptions {
  /** The period of a question that names none. */
  readonly period?: string
  /** What compares with the benchmark is left out rather than waited for any longer. */
  readonly benchmarkWithinMs?: number
  /** Who is asked for a second close. */
  readonly witness?: PriceWitness
}

const nobody: PriceWitness = async () => null

/** Reads the chart of one symbol: prices, indicators, levels, and a score from named signals. */
export function technicalAnalyst(data: MarketData, options: TechnicalOptions = {}): Analyst {
  const { period: usualPeriod = '1y', benchmarkWithinMs = 5000, witness = nobody } = options
  return {
    name: 'technical',
    title: 'Reading the price chart',
    async analyse(task) {
      const period = task.period ?? usualPeriod
      const [{ fetched, second }, benchmark] = await Promise.all([
        witnessed(data, task, witness),
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
      return findingOf(chart, fetched, { ...task, period, market, second })
    },
  }
}

async function witnessed(
  { prices }: Pick<MarketData, 'prices'>,
  task: AnalysisTask,
  witness: PriceWitness,
) {
  const fetched = await prices.fetch(task)
  return { fetched, second: task.isOneOfMany ? null : await witness(fetched, task) }
}

function findingOf(chart: Chart, fetched: Fetched<Prices>, asked: ChartQuestion): Finding {
  const { symbol, market, second } = asked
  return {
    analyst: 'technical',
    symbol,
    score: chart.score,
    abstained: null,
    signals: chart.signals,
    evidence: evidenceOf(chart, fetched, asked),
    series: packSeries(chart.series),
    notes: [
      ...disagreementNotes(chart, fetched, second),
      ...fetched.notes,
      ...(market.note === null ? [] : [market.note]),
      ...chart.notes,
    ],
  }
}
