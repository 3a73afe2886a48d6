import type { Finding } from '../../../core/types.ts'
import { isSynthetic } from '../recommendation/votes.ts'
import { known } from '../sentence.ts'
import { findingOf, type Subject } from './subject.ts'

/** A score in words, cut where the ratings are cut. */
const least = [0.5, 0.15, -0.15, -0.5]

const words: Readonly<Record<string, readonly string[]>> = {
  technical: [
    'the chart is bullish',
    'the chart leans bullish',
    'the chart is mixed',
    'the chart leans bearish',
    'the chart is bearish',
  ],
  fundamental: [
    'the fundamentals are strong',
    'the fundamentals are sound',
    'the fundamentals are mixed',
    'the fundamentals are soft',
    'the fundamentals are weak',
  ],
  sentiment: [
    'the news is positive',
    'the news leans positive',
    'the news is mixed',
    'the news leans negative',
    'the news is negative',
  ],
}

/** `the chart leans bullish`; null without a score. Where only a part is synthetic, that part says so. */
export function stanceOf(subject: Subject, analyst: string): string | null {
  const finding = findingOf(subject, analyst)
  if (finding === null || finding.score === null) return null
  const stance = words[analyst]?.[placeOf(finding.score)] ?? null
  const isMixed = isSynthetic(finding) && subject.findings.some(isReal)
  return isMixed ? known`${stance}, on synthetic data` : stance
}

function isReal(finding: Finding): boolean {
  return finding.evidence.length > 0 && !isSynthetic(finding)
}

function placeOf(score: number): number {
  const place = least.findIndex((bound) => score >= bound)
  return place === -1 ? least.length : place
}
