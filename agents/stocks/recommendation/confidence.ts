import { trustOf } from './trust.ts'
import { scoreOf, type Vote, weightedMean, weightOf, weights } from './votes.ts'

/** How sure a verdict is, in [0, 1], to four decimals: agreement × coverage × freshness. */
export function confidenceOf(votes: readonly Vote[]): number {
  return Math.round(agreementOf(votes) * coverageOf(votes) * freshnessOf(votes) * 1e4) / 1e4
}

/**
 * 1 less twice the mean distance of the votes from their mean, not below 0: 1 in unison, 0 where two equal
 * halves stand a whole point apart.
 */
export function agreementOf(votes: readonly Vote[]): number {
  const score = scoreOf(votes)
  return Math.max(0, 1 - 2 * weightedMean(votes, (vote) => Math.abs(vote.score - score)))
}

/** The share of all weight that voted: a vote that nobody asked for is missing too. */
export function coverageOf(votes: readonly Vote[]): number {
  const all = Object.values(weights).reduce((total, weight) => total + weight, 0)
  return weightOf(votes) / all
}

/** Each vote is trusted as far as the worst evidence under it. */
export function freshnessOf(votes: readonly Vote[]): number {
  return weightedMean(votes, ({ finding }) => Math.min(1, ...finding.evidence.map(trustOf)))
}
