import type { Analyst, Preparation, Reading } from '../../core/project.ts'
import type { Finding } from '../../core/types.ts'
import { benchmarkOf } from './technical/benchmark.ts'

/** How the indices of their markets moved over the same time, for why symbols did; nothing where that is not known. */
export async function marketsOf(
  analysts: readonly Analyst[],
  { symbols, period }: Reading,
  { askedAt, signal }: Preparation,
): Promise<readonly Finding[]> {
  const charts = analysts.filter(({ name }) => name === 'technical')
  const indices = [...new Set(symbols.map(benchmarkOf))].filter((index) => index !== null)
  const found = await Promise.allSettled(
    indices.flatMap((symbol) =>
      charts.map((chart) => chart.analyse({ symbol, period, aspect: null, askedAt, signal })),
    ),
  )
  signal.throwIfAborted()
  // Without its market a move is told alone.
  return found.flatMap((each) => (each.status === 'fulfilled' ? [moveOf(each.value)] : []))
}

/** Nothing but the move: it has no vote. */
function moveOf({ symbol, abstained, evidence }: Finding): Finding {
  const prices = evidence.filter(({ tool }) => tool === 'stocks.prices')
  return {
    analyst: 'market',
    symbol,
    abstained,
    score: null,
    signals: [],
    notes: [],
    evidence: prices,
  }
}
