import { randomUUID } from 'node:crypto'

import type { Call, CallStore } from '../../../core/call-store.ts'
import type { Finding } from '../../../core/types.ts'
import { unitsOf } from '../facts.ts'

/** The last rating that an organisation was given of each symbol, wherever it asked. */
export async function lastCalls(
  calls: CallStore,
  organisationId: string,
  symbols: readonly string[],
): Promise<readonly Finding[]> {
  return (await calls.latest(organisationId, symbols)).map(findingOf)
}

function findingOf(call: Call): Finding {
  const { symbol, rating, price, score, confidence, currency, calledOn, isDemo } = call
  const values = {
    callRating: rating,
    callPrice: price,
    callConfidencePercent: 100 * confidence,
    callScore: score,
  }
  return {
    analyst: 'record',
    symbol,
    score: null,
    abstained: null,
    signals: [],
    evidence: [
      {
        id: randomUUID(),
        tool: 'stocks.call',
        arguments: { symbol },
        source: 'own record of calls',
        asOf: calledOn,
        fetchedAt: new Date().toISOString(),
        freshness: isDemo ? 'demo' : 'closed',
        values,
        units: unitsOf(Object.keys(values), currency),
      },
    ],
    notes: [],
  }
}
