import { randomUUID } from 'node:crypto'

import type { Evidence } from '../../../core/types.ts'
import { unitsOf } from '../facts.ts'
import { format } from '../format.ts'
import type { Fetched, Prices, SecondClose } from '../types.ts'
import type { Chart } from './chart.ts'

/** By whom the close was confirmed, or was not. */
export function witnessArguments(second: SecondClose | null): Record<string, string> {
  return second === null ? {} : { witness: second.source, witnessRelation: second.relation }
}

interface Shown extends Pick<Evidence, 'id' | 'freshness'> {
  readonly symbol: string
  readonly currency: string | null
}

/** The close that is not shown, by the one who says it; of the day of the other, and so as fresh. */
export function secondEvidence(second: SecondClose | null, shown: Shown): readonly Evidence[] {
  if (second === null || second.relation === 'agrees') return []
  const values = { closeElsewhere: second.close }
  return [
    {
      id: randomUUID(),
      tool: 'stocks.witness',
      arguments: { symbol: shown.symbol, witnessOf: shown.id },
      source: second.source,
      asOf: second.date,
      fetchedAt: second.fetchedAt,
      freshness: shown.freshness,
      values,
      units: unitsOf(Object.keys(values), shown.currency),
    },
  ]
}

/** Both closes and whose is shown, where two sources disagree. */
export function disagreementNotes(
  { prices: { close }, asOf }: Pick<Chart, 'prices' | 'asOf'>,
  { source, value: { currency } }: Fetched<Prices>,
  second: SecondClose | null,
): readonly string[] {
  if (second === null || second.relation === 'agrees') return []
  const [own, other] = [close, second.close].map((each) => format('close', each, currency))
  const why =
    second.relation === 'differs' ? '' : '; one of them is adjusted for a split or dividends'
  return [
    `Sources disagree on the close of ${asOf}: ${source} has ${own}, which is shown, and ${second.source} has ${other}${why}`,
  ]
}
