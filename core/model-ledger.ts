import type { ErrorCode } from './errors.ts'
import type { Caller } from './model.ts'
import type { Picodollars } from './money.ts'
import type { Usage } from './types.ts'

/** Whose use a limit counts. A project's is counted over all organisations. */
export type BudgetScope = 'user' | 'organisation' | 'project'
/** Of the calendar, in UTC. */
export type BudgetPeriod = 'day' | 'month'

/** The most that may be used in a period. */
export interface Limit {
  readonly scope: BudgetScope
  /** The id of the one that it is for; null: each that has none of its own. */
  readonly subject: string | null
  readonly period: BudgetPeriod
  readonly unit: 'dollars' | 'tokens'
  /** Picodollars, or tokens. */
  readonly most: bigint
}

/** A limit that leaves no room for a call. */
export interface ReachedLimit {
  readonly limit: Limit
  /** The one whose limit it is. */
  readonly subject: string
  /** True when nothing is left; false when what is left is too little for this call. */
  readonly isUsedUp: boolean
  /** When the next period begins. */
  readonly resetsAt: Date
}

/** One call of a model, about to be made. */
export interface ModelCall {
  /** Names the call for good: settling it twice counts once. */
  readonly id: string
  readonly caller: Caller
  readonly provider: string
  readonly model: string
  /** It counts towards the day and the month of that moment. */
  readonly startedAt: Date
}

/** What a call may use at most, as far as one can tell before it. */
export interface Estimate {
  readonly tokens: number
  /** Null when the model has no price: only limits in tokens bind it then. */
  readonly cost: Picodollars | null
}

export type CallOutcome = 'done' | ErrorCode

export interface CallEnd {
  readonly outcome: CallOutcome
  readonly usage: Usage
  /** Null when the model has no price. */
  readonly cost: Picodollars | null
  readonly tookMs: number
  /** Null when it said nothing. */
  readonly firstTextMs: number | null
}

/** The record of model calls, and what is left of their budgets. */
export interface ModelLedger {
  /**
   * Sets aside what a call may use in every budget it counts towards, or in none of them: then the limit that is
   * reached. Safe to repeat. What is never settled is given back after a while.
   */
  reserve(call: ModelCall, estimate: Estimate): Promise<ReachedLimit | null>
  /** Writes down what the call used and gives back the rest. Safe to repeat. */
  settle(callId: string, end: CallEnd): Promise<void>
}
