import { randomUUID } from 'node:crypto'

import type { AnalysisTask, Analyst } from '../../core/project.ts'
import type { Finding } from '../../core/types.ts'

/** Finds out one thing about one symbol, and says where it has it from. */
export function lettersAnalyst(): Analyst {
  return { name: 'letters', title: 'Counting the letters', analyse }
}

async function analyse({ symbol, askedAt }: AnalysisTask): Promise<Finding> {
  const evidence = {
    id: randomUUID(),
    tool: 'template.letters',
    arguments: { symbol },
    source: 'computed from the word itself',
    asOf: askedAt.toISOString(),
    fetchedAt: new Date().toISOString(),
    freshness: 'live' as const,
    values: { letters: Array.from(symbol).length },
    units: { letters: 'count' },
  }
  return {
    analyst: 'letters',
    symbol,
    score: null,
    abstained: null,
    signals: [],
    evidence: [evidence],
    notes: [],
  }
}
