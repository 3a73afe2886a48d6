import { randomUUID } from 'node:crypto'

import type { Evidence } from '../../../core/types.ts'
import { unitsOf } from '../facts.ts'
import type { Fetched, Prices } from '../types.ts'
import type { Chart } from './chart.ts'
import { percentChange } from './values.ts'

interface Asked {
  readonly symbol: string
  readonly askedAt: Date
}

/** What it trades at while its day is not closed yet. Nothing else is computed from it: only closed days count. */
export function quoteEvidence(
  { prices: { close } }: Pick<Chart, 'prices'>,
  { value: { quote, currency }, source, fetchedAt }: Fetched<Prices>,
  { symbol, askedAt }: Asked,
): readonly Evidence[] {
  if (!quote || close === null) return []
  const values = {
    lastPrice: quote.price,
    lastPriceChangePercent: percentChange(close, quote.price),
    lastTradeAt: `${quote.at.slice(11, 16)} UTC`,
  }
  return [
    {
      id: randomUUID(),
      tool: 'stocks.quote',
      arguments: { symbol },
      source,
      asOf: quote.at,
      fetchedAt,
      freshness: isLive(quote.at, askedAt) ? 'live' : 'delayed',
      values,
      units: unitsOf(Object.keys(values), currency),
    },
  ]
}

/** Sources do not say how late they are: a trade that is older than this may be their delay. */
const liveMs = 2 * 60_000

function isLive(at: string, askedAt: Date): boolean {
  return askedAt.getTime() - Date.parse(at) <= liveMs
}
