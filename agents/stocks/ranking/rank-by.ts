import type { AnalysisTask, Analyst } from '../../../core/project.ts'
import type { Evidence } from '../../../core/types.ts'
import { facts } from '../facts.ts'
import { lookedAt, type RankingAsked } from './looked-at.ts'

export interface OrderAsked extends RankingAsked, Pick<AnalysisTask, 'period' | 'aspect'> {
  /** A fact of the catalogue. */
  readonly by: string
  readonly isLowestFirst: boolean
}

export interface Placed {
  readonly symbol: string
  readonly value: number
  readonly evidence: Evidence
}

/** The symbols of a list in the order of one figure; those that do not have it are left out. */
export async function rankBy(
  analyst: Analyst,
  asked: OrderAsked,
): Promise<{ readonly placed: readonly Placed[]; readonly all: number }> {
  const { found, all } = await lookedAt((symbol) => place(analyst, symbol, asked), asked)
  const sign = asked.isLowestFirst ? 1 : -1
  const placed = comparable(found, asked.by).toSorted(
    (one, other) => sign * (one.value - other.value) || one.symbol.localeCompare(other.symbol),
  )
  return { placed, all }
}

async function place(
  analyst: Analyst,
  symbol: string,
  { by, period, aspect, askedAt, signal }: OrderAsked,
): Promise<Placed | undefined> {
  const [found] = await Promise.allSettled([
    analyst.analyse({ symbol, period, aspect, askedAt, isOneOfMany: true, signal }),
  ])
  signal.throwIfAborted()
  // Whoever cannot be looked at has no place; how many could is told.
  if (found.status === 'rejected') return undefined
  for (const evidence of found.value.evidence) {
    const value = evidence.values[by]
    if (typeof value === 'number') return { symbol, value, evidence }
  }
  return undefined
}

/** Made-up figures are ordered only where there is nothing else, and amounts of money in one currency. */
function comparable(found: readonly Placed[], by: string): readonly Placed[] {
  const real = found.filter(({ evidence }) => evidence.freshness !== 'demo')
  const kept = real.length > 0 ? real : found
  if (facts[by]?.unit !== 'money') return kept
  const groups = [...Map.groupBy(kept, ({ evidence }) => evidence.units[by]).values()]
  return groups.toSorted((one, other) => other.length - one.length)[0] ?? []
}
