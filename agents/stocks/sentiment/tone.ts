import { dayMs } from '../data/day.ts'
import type { Headline } from '../types.ts'
import { stories } from './stories.ts'

export const halfLifeDays = 3
export const longestDays = 30

export interface Read {
  readonly headline: Headline
  /** [-1, 1] */
  readonly score: number
  /** 1 for news of this moment, half of it every three days. */
  readonly weight: number
}

export interface Tone {
  /** [-1, 1] */
  readonly score: number
  /** The one that moved the score most first. */
  readonly read: readonly Read[]
}

/** What was published in the last days before a moment, each story once, newest first. */
export function recentStories(headlines: readonly Headline[], askedAt: Date): readonly Headline[] {
  const isRecent = (headline: Headline) => {
    const age = ageOf(headline, askedAt)
    return age >= 0 && age <= longestDays
  }
  return stories(headlines.filter(isRecent))
}

/** The tone of headlines that were scored one by one; there is at least one. */
export function toneOf(scored: readonly Omit<Read, 'weight'>[], askedAt: Date): Tone {
  const read = scored.map(({ headline, score }) => ({
    headline,
    score,
    weight: 0.5 ** (ageOf(headline, askedAt) / halfLifeDays),
  }))
  const moved = read.toSorted((one, other) => force(other) - force(one))
  return { score: Math.round(mean(read) * trust(read.length) * 1e4) / 1e4, read: moved }
}

/** Scores nearer to nothing than this are neutral. */
const neutral = 0.1

export function directionOf(score: number): -1 | 0 | 1 {
  if (score > neutral) return 1
  return score < -neutral ? -1 : 0
}

function ageOf({ publishedAt }: Headline, askedAt: Date): number {
  return (askedAt.getTime() - Date.parse(publishedAt)) / dayMs
}

function force({ score, weight }: Read): number {
  return Math.abs(score * weight)
}

function mean(read: readonly Read[]): number {
  const total = read.reduce((sum, { weight }) => sum + weight, 0)
  return read.reduce((sum, { score, weight }) => sum + score * weight, 0) / total
}

/** Few headlines say little: one counts a third, six count three quarters. */
function trust(count: number): number {
  return count / (count + 2)
}
