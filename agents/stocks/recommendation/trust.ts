import type { Evidence, Freshness } from '../../../core/types.ts'

/**
 * How far a value can be trusted for its age, in [0, 1]. A live price and the last close are what they
 * say. A stale value starts at 0.9, halves every 90 days and keeps a floor, for old is still real.
 * Synthetic data says nothing about the world, so it counts less than the oldest real value.
 */
export function trustOf(evidence: Evidence): number {
  return trust[evidence.freshness](evidence)
}

const trust: Record<Freshness, (evidence: Evidence) => number> = {
  live: () => 1,
  closed: () => 1,
  delayed: () => 0.95,
  stale: ({ asOf, fetchedAt }) => {
    const halvings = daysBetween(asOf, fetchedAt) / staleHalfLifeDays
    return Math.max(staleFloor, staleStart * 0.5 ** halvings)
  },
  demo: () => 0.25,
}

const staleStart = 0.9
const staleFloor = 0.4
const staleHalfLifeDays = 90

function daysBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 86_400_000)
}
