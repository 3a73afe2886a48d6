import { withDeadline } from '../../../core/deadline.ts'
import { AppError } from '../../../core/errors.ts'
import type { AnalysisTask } from '../../../core/project.ts'
import type { Fetched, Prices, Source } from '../types.ts'

/** Yahoo's names of the index that a market is measured by; symbols without a suffix trade in the United States. */
const indexBySuffix: Readonly<Record<string, string>> = {
  NS: '^NSEI',
  BO: '^BSESN',
  L: '^FTSE',
  TO: '^GSPTSE',
  DE: '^GDAXI',
  T: '^N225',
  HK: '^HSI',
}

export interface Benchmark {
  /** Null where the symbol has none. */
  readonly symbol: string | null
  readonly fetched: Fetched<Prices> | null
  /** Why it is missing, in words for a person. */
  readonly note: string | null
}

/** Without the benchmark only what compares with it is missing: no reason to say nothing of the chart. */
export async function fetchBenchmark(
  source: Source<Prices>,
  { symbol: of, askedAt, signal }: AnalysisTask,
  withinMs: number,
): Promise<Benchmark> {
  const symbol = benchmarkOf(of)
  if (symbol === null) return { symbol, fetched: null, note: null }
  try {
    const fetched = await withDeadline(signal, withinMs, (limited) =>
      source.fetch({ symbol, askedAt, signal: limited }),
    )
    return { symbol, fetched, note: null }
  } catch (error) {
    signal.throwIfAborted()
    return withoutMarket(symbol, AppError.from(error).message)
  }
}

/** A made-up market says nothing of a real symbol. */
export function comparable(benchmark: Benchmark, prices: Fetched<Prices>): Benchmark {
  const { symbol, fetched } = benchmark
  if (symbol === null || fetched === null) return benchmark
  const isMixed = (fetched.freshness === 'demo') !== (prices.freshness === 'demo')
  return isMixed
    ? withoutMarket(symbol, `${fetched.source} does not go with ${prices.source}`)
    : benchmark
}

function withoutMarket(symbol: string, reason: string): Benchmark {
  return {
    symbol,
    fetched: null,
    note: `Beta and strength against the market are left out: ${symbol}: ${reason}`,
  }
}

/** The index that a symbol is compared with; null for an index, which is its own market. */
export function benchmarkOf(symbol: string): string | null {
  if (symbol.startsWith('^')) return null
  const suffix = /\.(?<suffix>[A-Z]+)$/.exec(symbol.toUpperCase())?.groups?.['suffix'] ?? ''
  return indexBySuffix[suffix] ?? '^GSPC'
}
