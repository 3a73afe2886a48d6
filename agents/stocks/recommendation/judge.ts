import type { Reading } from '../../../core/project.ts'
import type { Finding, Verdict } from '../../../core/types.ts'
import { pictureOf } from '../picture.ts'
import { changesOf } from './changes.ts'
import { confidenceOf } from './confidence.ts'
import { coverageText } from './coverage.ts'
import { verdictEvidence } from './evidence.ts'
import { ratingOf } from './ratings.ts'
import { risksOf } from './risks.ts'
import { stakeOf } from './stake.ts'
import { counted, isVoter, scoreOf, votesOf, weights } from './votes.ts'

/**
 * The recommendation: weighted votes of the analysts that did not abstain. Pure: the same findings give
 * the same verdicts, down to the evidence ids. Only questions that want the whole picture get one.
 */
export function judge(reading: Reading, findings: readonly Finding[]): readonly Verdict[] {
  if (!wantsRating(reading)) return []
  const voters = findings.filter(isVoter)
  const symbols = new Set([...reading.symbols, ...voters.map(({ symbol }) => symbol)])
  return [...symbols].flatMap((symbol) => verdictOn(symbol, voters) ?? [])
}

/** A comparison of one aspect weighs that aspect; a question why, or what is new, looks at all of it anyway. */
function wantsRating({ intent, aspect }: Reading): boolean {
  if (intent === 'reason' || intent === 'changes') return true
  return aspect === null && wholePicture.has(intent)
}

/** A look over the market rates nothing: a chart alone says too little of a whole market. */
const wholePicture = new Set(['analysis', 'comparison', 'ranking'])

/** The verdict on one symbol, out of the findings on it; undefined where nobody voted. */
export function verdictOn(symbol: string, found: readonly Finding[]): Verdict | undefined {
  const findings = found.filter((finding) => finding.symbol === symbol).toSorted(byAnalyst)
  const heard = counted(findings)
  const votes = votesOf(heard)
  if (votes.length === 0) return undefined
  const rating = ratingOf(scoreOf(votes))
  const confidence = confidenceOf(votes)
  const picture = pictureOf(
    symbol,
    heard.flatMap(({ evidence }) => evidence),
  )
  const evidence = verdictEvidence({ picture, rating, confidence, votes, voters: findings.length })
  const call = stakeOf(evidence)
  return {
    analyst: 'recommendation',
    symbol,
    rating,
    confidence,
    coverage: coverageText(findings, votes.length),
    changes: changesOf(rating, picture, heard),
    risks: risksOf(picture, votes),
    evidence,
    ...(call && { call }),
  }
}

/** Analysts run side by side: their findings come in any order, and must not show it. */
function byAnalyst(one: Finding, other: Finding): number {
  return place(one) - place(other)
}

function place({ analyst }: Finding): number {
  return Object.keys(weights).indexOf(analyst)
}
