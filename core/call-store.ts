import type { TurnId } from './types.ts'

/** A rating that somebody was given, to be held against what came after. Days are ISO dates. */
export interface Call {
  readonly turnId: TurnId
  readonly symbol: string
  readonly rating: string
  /** [-1, 1] */
  readonly score: number
  /** [0, 1] */
  readonly confidence: number
  readonly price: number
  readonly currency: string | null
  /** The day of the price. */
  readonly calledOn: string
  readonly isDemo: boolean
}

/** What became of a call after so many trading days. */
export interface CallScore {
  readonly turnId: TurnId
  readonly symbol: string
  readonly horizonDays: number
  readonly scoredOn: string
  readonly changePercent: number
  readonly benchmark: string
  readonly benchmarkChangePercent: number
}

/** A call with what became of it. */
export type ScoredCall = Pick<Call, 'symbol' | 'rating' | 'calledOn'> &
  Pick<CallScore, 'horizonDays' | 'changePercent' | 'benchmarkChangePercent'>

/** One rating of one symbol on one day is one call, however many people were given it. */
export interface CallCounts {
  readonly calls: number
  /** On synthetic data; not among the others, and never scored. */
  readonly demoCalls: number
  /** Null where there is none; demo calls do not count. */
  readonly firstCalledOn: string | null
}

export interface DueCalls {
  readonly horizonDays: number
  /** Older calls than the first day are given up, newer ones than the last are not due. */
  readonly calledFrom: string
  readonly calledTo: string
  readonly most: number
}

/** The calls of one project. They are written with the reply that gives them. */
export interface CallStore {
  /** The newest call of an organisation on each of those symbols. */
  latest(organisationId: string, symbols: readonly string[]): Promise<readonly Call[]>
  /** Real calls without a score at that horizon; those that were looked for longest ago first. */
  due(asked: DueCalls): Promise<readonly Call[]>
  /** They were looked for just now, whatever came of it. */
  noteTried(calls: readonly Call[]): Promise<void>
  /** One that is there already stays as it is. */
  score(scores: readonly CallScore[]): Promise<void>
  counts(organisationId: string, symbols: readonly string[] | null): Promise<CallCounts>
  /** One a symbol, day and horizon, the newest first. */
  scored(organisationId: string, symbols: readonly string[] | null): Promise<readonly ScoredCall[]>
}

/** Where nothing is kept: a check, a bench. */
export const noCalls: CallStore = {
  latest: async () => [],
  due: async () => [],
  noteTried: async () => {},
  score: async () => {},
  counts: async () => ({ calls: 0, demoCalls: 0, firstCalledOn: null }),
  scored: async () => [],
}
