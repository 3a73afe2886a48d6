import type { Finding } from '../../../core/types.ts'
import { counted, hasVote, subjects } from './votes.ts'

/** `2 of 3 analysts; fundamentals unavailable: no source of fundamentals is configured`. */
export function coverageText(findings: readonly Finding[], votes: number): string {
  return [`${votes} of ${findings.length} analysts`, ...absences(findings)].join('; ')
}

/** Who has no vote that counts, and why. */
export function absences(findings: readonly Finding[]): readonly string[] {
  const voters = counted(findings).filter(hasVote)
  return findings.filter((finding) => !voters.includes(finding)).map(absence)
}

function absence(finding: Finding): string {
  const { analyst, abstained } = finding
  const subject = subjects[analyst] ?? analyst
  if (abstained !== null) return `${subject} unavailable: ${abstained.replace(/[.\s]+$/, '')}`
  return hasVote(finding) ? `${subject} not counted: synthetic data` : `${subject} without a vote`
}
