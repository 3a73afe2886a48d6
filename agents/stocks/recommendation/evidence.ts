import { createHash } from 'node:crypto'

import type { Evidence } from '../../../core/types.ts'
import { unitsOf } from '../facts.ts'
import { worst } from '../freshness.ts'
import type { Picture } from '../picture.ts'
import type { Rating } from './ratings.ts'
import { scoreOf, type Vote } from './votes.ts'

export const tool = 'stocks.recommendation'

export interface Call {
  readonly picture: Picture
  readonly rating: Rating
  readonly confidence: number
  readonly votes: readonly Vote[]
  readonly voters: number
}

/**
 * The verdict as a tool result, with the price it was made at, so that its record can be shown later.
 * It speaks of the day of that price, or of its oldest input where there is no price.
 */
export function verdictEvidence({ picture, rating, confidence, votes, voters }: Call): Evidence {
  const inputs = votes.flatMap(({ finding }) => finding.evidence)
  const values = {
    rating,
    score: scoreOf(votes),
    confidencePercent: Math.round(confidence * 1e4) / 100,
    votes: votes.length,
    voters,
    close: picture.number('close'),
  }
  const ids = inputs.map(({ id }) => id)
  return {
    id: idFrom([tool, ...ids]),
    tool,
    arguments: { symbol: picture.symbol },
    source: `computed from ${ids.join(', ')}`,
    asOf: picture.asOf('close') ?? first(inputs.map(({ asOf }) => asOf)),
    fetchedAt: last(inputs.map(({ fetchedAt }) => fetchedAt)),
    freshness: worst(inputs.map(({ freshness }) => freshness)),
    values,
    units: unitsOf(Object.keys(values), currencyOf(picture)),
  }
}

/** The same inputs, the same id: a UUID of version 8 made of their hash (RFC 9562, section 5.8). */
function idFrom(parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex')
  const groups = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
  ]
  return [...groups, hash.slice(20, 32)].join('-')
}

function currencyOf({ evidence }: Picture): string | null {
  return evidence.find(({ values }) => 'close' in values)?.units['close'] ?? null
}

function first(moments: readonly string[]): string {
  return moments.toSorted()[0] ?? ''
}

function last(moments: readonly string[]): string {
  return moments.toSorted().at(-1) ?? ''
}
