import type { Finding, Signal } from '../../../core/types.ts'
import { priceSignals } from '../fundamental/signals.ts'
import type { Picture } from '../picture.ts'
import { isSynthetic } from '../recommendation/votes.ts'
import { known } from '../sentence.ts'
import { rangePlace } from './accounts.ts'
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
  /** How good the business is, whatever its price. */
  fundamental: [
    'the business is strong',
    'the business is sound',
    'the business is mixed',
    'the business is soft',
    'the business is weak',
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
  const stance =
    analyst === 'fundamental' ? worth(finding, subject) : wordsFor(analyst, finding.score)
  const isMixed = isSynthetic(finding) && subject.findings.some(isReal)
  return isMixed ? known`${stance}, on synthetic data` : stance
}

/** Quality and price are two things: `the business is sound, but its price is high`. */
function worth({ signals }: Finding, { picture }: Subject): string | null {
  const quality = leaning(signals.filter(({ name }) => !priceSignals.has(name)))
  const price =
    placeOfPrice(picture) ?? leaning(signals.filter(({ name }) => priceSignals.has(name)))
  const business = quality === null ? null : wordsFor('fundamental', quality)
  if (price === null) return business
  const tag = prices[placeOf(price)] ?? null
  if (business === null || quality === null) return known`the price is ${tag}`
  const isAgainst = quality * price < 0 && Math.abs(quality) >= slight && Math.abs(price) >= slight
  return known`${business}${isAgainst ? ', but' : ' and'} its price is ${tag}`
}

const prices = ['low', 'rather low', 'fair', 'rather high', 'high']

/** Less than that leans nowhere. */
const slight = 0.15

/** 1 below the valuation range, −1 above it. */
function placeOfPrice(picture: Picture): number | null {
  const place = rangePlace(picture)
  return place === null ? null : { below: 1, inside: 0, above: -1 }[place]
}

function leaning(signals: readonly Signal[]): number | null {
  const total = signals.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return null
  return signals.reduce((sum, { direction, weight }) => sum + direction * weight, 0) / total
}

function wordsFor(analyst: string, score: number): string | null {
  return words[analyst]?.[placeOf(score)] ?? null
}

function isReal(finding: Finding): boolean {
  return finding.evidence.length > 0 && !isSynthetic(finding)
}

function placeOf(score: number): number {
  const place = least.findIndex((bound) => score >= bound)
  return place === -1 ? least.length : place
}
