import type { Reading } from '../../../core/project.ts'
import type { Finding, Verdict } from '../../../core/types.ts'
import { pictureOf } from '../picture.ts'
import { changesOf } from './changes.ts'
import { confidenceOf } from './confidence.ts'
import { coverageText } from './coverage.ts'
import { verdictEvidence } from './evidence.ts'
import { ratingOf } from './ratings.ts'
import { risksOf } from './risks.ts'
import { counted, scoreOf, votesOf, weights } from './votes.ts'

/**
 * The recommendation: weighted votes of the analysts that did not abstain. Pure: the same findings give
 * the same verdicts, down to the evidence ids. Only questions that want the whole picture get one.
 */
export function judge(reading: Reading, findings: readonly Finding[]): readonly Verdict[] {
  if (!wantsRating(reading)) return []
  const symbols = new Set([...reading.symbols, ...findings.map(({ symbol }) => symbol)])
  return [...symbols].flatMap((symbol) =>
    verdictOn(symbol, findings.filter((finding) => finding.symbol === symbol).toSorted(byAnalyst)),
  )
}

/** A comparison of one aspect weighs that aspect; a question why, or what is new, looks at all of it anyway. */
function wantsRating({ intent, aspect }: Reading): boolean {
  if (intent === 'reason' || intent === 'changes') return true
  return aspect === null && wholePicture.has(intent)
}

const wholePicture = new Set(['analysis', 'comparison', 'ranking', 'overview'])

function verdictOn(symbol: string, findings: readonly Finding[]): readonly Verdict[] {
  const heard = counted(findings)
  const votes = votesOf(heard)
  if (votes.length === 0) return []
  const rating = ratingOf(scoreOf(votes))
  const confidence = confidenceOf(votes)
  const picture = pictureOf(
    symbol,
    heard.flatMap(({ evidence }) => evidence),
  )
  return [
    {
      analyst: 'recommendation',
      symbol,
      rating,
      confidence,
      coverage: coverageText(findings, votes.length),
      changes: changesOf(rating, picture, heard),
      risks: risksOf(picture, votes),
      evidence: verdictEvidence({ picture, rating, confidence, votes, voters: findings.length }),
    },
  ]
}

/** Analysts run side by side: their findings come in any order, and must not show it. */
function byAnalyst(one: Finding, other: Finding): number {
  return place(one) - place(other)
}

function place({ analyst }: Finding): number {
  return Object.keys(weights).indexOf(analyst)
}
