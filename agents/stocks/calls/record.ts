import { randomUUID } from 'node:crypto'

import type { CallCounts, CallStore, ScoredCall } from '../../../core/call-store.ts'
import type { Evidence, Finding, Value } from '../../../core/types.ts'
import { unitsOf } from '../facts.ts'
import { excessOf, horizons, leaningOf } from './outcome.ts'

/** Whose calls, on which symbols, and when that is asked. */
export interface RecordAsked {
  readonly organisationId: string
  /** All of them when empty. */
  readonly symbols: readonly string[]
  readonly askedAt: Date
}

/** What became of the ratings that an organisation was given, as evidence. */
export async function recordFinding(calls: CallStore, asked: RecordAsked): Promise<Finding> {
  const symbols = asked.symbols.length === 0 ? null : asked.symbols
  const [counts, scored] = await Promise.all([
    calls.counts(asked.organisationId, symbols),
    calls.scored(asked.organisationId, symbols),
  ])
  const [symbol = ''] = asked.symbols
  return {
    analyst: 'record',
    symbol: asked.symbols.length === 1 ? symbol : allCalls,
    score: null,
    abstained: null,
    signals: [],
    evidence: [evidenceOf(asked, tally(counts, scored))],
    notes: [],
  }
}

/** What a record is of that is not of one symbol. */
export const allCalls = 'calls'

/** Hit rate and excess are of buys and sells alone: a hold says nothing that could come true. */
export function tally(counts: CallCounts, scored: readonly ScoredCall[]): Record<string, Value> {
  const { calls: callCount, demoCalls: demoCallCount, firstCalledOn } = counts
  return Object.assign(
    { callCount, demoCallCount, firstCalledOn },
    ...horizons.map((days) => at(days, scored)),
  )
}

function at(days: (typeof horizons)[number], scored: readonly ScoredCall[]): Record<string, Value> {
  const due = scored.filter(({ horizonDays }) => horizonDays === days)
  const leaning = due.filter(({ rating }) => leaningOf(rating) !== 0)
  const gains = leaning.map((call) => excessOf(call.rating, call))
  const hits = gains.filter((gain) => gain > 0).length
  return {
    [`scoredCount${days}`]: leaning.length,
    [`hitCount${days}`]: hits,
    [`hitRate${days}Percent`]: share(100 * hits, leaning.length),
    [`excess${days}Percent`]: share(sum(gains), leaning.length),
    [`holdCount${days}`]: due.length - leaning.length,
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function evidenceOf(
  { symbols, askedAt }: RecordAsked,
  values: Readonly<Record<string, Value>>,
): Evidence {
  return {
    id: randomUUID(),
    tool: 'stocks.record',
    arguments: { symbols: symbols.join(', ') || null },
    source: 'own record of calls',
    asOf: askedAt.toISOString().slice(0, 10),
    fetchedAt: new Date().toISOString(),
    freshness: 'live',
    values,
    units: unitsOf(Object.keys(values), null),
  }
}
