import type { Reading } from '../../../core/project.ts'
import type { Choice } from '../../../core/types.ts'
import { type AnalystName, analystNames, aspects } from './aspects.ts'

/** What analysts are asked to look at. */
export interface Work {
  readonly intent: string
  readonly confidence: number
  readonly symbols: readonly string[]
  readonly aspect: string | null
  readonly period: string | null
  readonly choices?: readonly Choice[]
  /** A list of which the best are chosen first. */
  readonly candidates?: readonly string[]
  readonly isLong?: boolean
  readonly count?: number | null
  readonly order?: Reading['order'] | null
}

/** A reading that needs analysts: only the one that knows where an aspect was named. */
export function work(asked: Work): Reading {
  const { intent, confidence, symbols, aspect, period, candidates = [], isLong = false } = asked
  const { count = null, order = null } = asked
  const analysts = analystsFor(asked)
  const { choices = [] } = asked
  const reading = { intent, confidence, symbols, aspect, period, analysts, answer: null, choices }
  return {
    ...reading,
    ...(candidates.length > 0 && { candidates }),
    ...(isLong && { isLong }),
    ...(count !== null && { count }),
    ...(order !== null && { order }),
  }
}

export interface Answer {
  readonly intent: string
  readonly confidence: number
  /** Markdown. */
  readonly answer: string
  readonly choices: readonly Choice[]
}

/** A reading that says it all. */
export function answered(answer: Answer): Reading {
  return { ...answer, symbols: [], period: null, analysts: [], aspect: null }
}

function analystsFor({ intent, symbols, aspect }: Work): readonly AnalystName[] {
  if (intent === 'track_record') return []
  const known = aspect === null ? undefined : aspects[aspect]?.analyst
  // A reason and a change are those of the rating, which must not differ for want of an analyst.
  const isOfRating = intent === 'reason' || intent === 'changes'
  if (known !== undefined && !isOfRating) return [known]
  if (intent === 'overview' || intent === 'currency') return ['technical']
  return analystNames.filter((name) => name !== 'fundamental' || !symbols.every(hasNoBooks))
}

/** Indices, exchange rates, coins and commodities publish no statements. */
export function hasNoBooks(symbol: string): boolean {
  return symbol.startsWith('^') || ['=X', '=F', '-USD'].some((ending) => symbol.endsWith(ending))
}

/** As many as one table can hold. */
export const mostSymbols = 6

/** As many as one ranking shows, however many are asked for. */
export const mostRanked = 20

/** How many of a list are shown. */
export function shownOf({ count }: Pick<Reading, 'count'>): number {
  return Math.min(count ?? mostSymbols, mostRanked)
}

/** As many of a list as can be ranked while somebody waits. */
export const mostCandidates = 60

/** How sure we are that words that lean on a thread about symbols are meant for us. */
export const followUpConfidence = 0.75
