import type { Finding } from '../../../core/types.ts'

export interface Vote {
  /** [-1, 1] */
  readonly score: number
  readonly weight: number
  readonly finding: Finding
}

/** What each analyst's vote counts; together 1. The order is that of counting and naming. */
export const weights: Readonly<Record<string, number>> = {
  technical: 0.45,
  fundamental: 0.35,
  sentiment: 0.2,
}

/** What each analyst looks at, as a person calls it. */
export const subjects: Readonly<Record<string, string>> = {
  technical: 'chart',
  fundamental: 'fundamentals',
  sentiment: 'news',
}

/** True for those that are asked to vote; the others only tell what is known. */
export function isVoter({ analyst }: Finding): boolean {
  return analyst in weights
}

/** Missing is not neutral: an analyst that abstained has no vote, nor has a score without evidence. */
export function hasVote({ abstained, score, evidence }: Finding): boolean {
  return abstained === null && score !== null && evidence.length > 0
}

/** Invented figures must not steer the rating of a real share: they count only where there is nothing else. */
export function counted(findings: readonly Finding[]): readonly Finding[] {
  const real = findings.filter((finding) => !isSynthetic(finding))
  return real.some(hasVote) ? real : findings
}

export function isSynthetic({ evidence }: Finding): boolean {
  return evidence.some(({ freshness }) => freshness === 'demo')
}

/** The votes among some findings, in the order of `weights`. */
export function votesOf(findings: readonly Finding[]): readonly Vote[] {
  return Object.entries(weights).flatMap(([analyst, weight]) => {
    const finding = findings.find((each) => each.analyst === analyst)
    if (finding === undefined || finding.score === null || !hasVote(finding)) return []
    return [{ score: finding.score, weight, finding: judged(finding) }]
  })
}

/** What only stands beside a score, and nothing was computed from. */
const beside: ReadonlySet<string> = new Set(['stocks.quote', 'stocks.witness'])

function judged(finding: Finding): Finding {
  return { ...finding, evidence: finding.evidence.filter(({ tool }) => !beside.has(tool)) }
}

/** The weighted mean of the votes, in [-1, 1], to four decimals: the ratings are cut from what is shown. */
export function scoreOf(votes: readonly Vote[]): number {
  return Math.round(weightedMean(votes, ({ score }) => score) * 1e4) / 1e4
}

/** Weights count among those that voted. */
export function weightedMean(votes: readonly Vote[], value: (vote: Vote) => number): number {
  const sum = votes.reduce((total, vote) => total + vote.weight * value(vote), 0)
  return sum / weightOf(votes)
}

export function weightOf(votes: readonly Vote[]): number {
  return votes.reduce((total, { weight }) => total + weight, 0)
}
