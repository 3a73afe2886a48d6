import { dayMs } from '../data/day.ts'
import type { Headline } from '../types.ts'
import { scoreHeadline } from './score-headline.ts'
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

/** The tone of what was published in the last days before a moment; null when nothing was. */
export function toneOf(headlines: readonly Headline[], askedAt: Date): Tone | null {
  const age = ({ publishedAt }: Headline) => (askedAt.getTime() - Date.parse(publishedAt)) / dayMs
  const recent = headlines.filter((each) => age(each) >= 0 && age(each) <= longestDays)
  const read = stories(recent).map((headline) => ({
    headline,
    score: scoreHeadline(headline.title),
    weight: 0.5 ** (age(headline) / halfLifeDays),
  }))
  if (read.length === 0) return null
  const moved = read.toSorted((one, other) => force(other) - force(one))
  return { score: Math.round(mean(read) * trust(read.length) * 1e4) / 1e4, read: moved }
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
