import { type Meaning, meaningOf } from './lexicon.ts'

/**
 * How good the news in a headline is, from −1 to 1; 0 for news of nothing good or bad. Directions are read
 * with the subject that stands nearest, and turned around by a negation shortly before them.
 */
export function scoreHeadline(title: string): number {
  const words = wordsOf(title).map((word) => meaningOf(word))
  const scores = words.map((meaning, at) => scoreAt(words, meaning, at))
  const moved = scores.some((score) => score !== 0)
  const sum = moved ? scores.reduce((total, score) => total + score, 0) : standingLoss(title)
  return Math.max(-1, Math.min(1, sum))
}

type Words = readonly (Meaning | null)[]

function wordsOf(title: string): readonly string[] {
  const spelled = title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/\bwon't\b/g, 'will not')
    .replaceAll(/n't\b/g, ' not')
  return spelled.match(/[a-z]+(?:-[a-z]+)*|[;:.!?](?=\s|$)/g) ?? []
}

function scoreAt(words: Words, meaning: Meaning | null, at: number): number {
  if (meaning === null || meaning.kind === 'negation' || meaning.kind === 'subject') return 0
  const turn = isNegated(words, at) ? -1 : 1
  if (meaning.kind === 'verdict') return turn * meaning.sign * verdictScore
  const subject = nearestSubject(words, at)
  const size = subject === null ? bareScore : readScore
  return turn * meaning.sign * (subject ?? 1) * size
}

/** A verdict, a direction with its subject, and a direction of we do not know what. */
const verdictScore = 0.7
const readScore = 0.8
const bareScore = 0.5

const negationReach = 3

function isNegated(words: Words, at: number): boolean {
  const before = words.slice(Math.max(0, at - negationReach), at)
  return before.some((meaning) => meaning?.kind === 'negation')
}

const subjectReach = 5

/** At the same distance the one before: `costs rose, sales fell`. */
function nearestSubject(words: Words, at: number): -1 | 1 | null {
  for (let distance = 1; distance <= subjectReach; distance += 1)
    for (const meaning of [words[at - distance], words[at + distance]])
      if (meaning?.kind === 'subject') return meaning.sign
  return null
}

/** `Net loss of 3 million` without any movement is bad news all the same; a loss in a comparison is past. */
function standingLoss(title: string): number {
  const [now = ''] = title.toLowerCase().split(/\b(?:compared|versus|vs|from|against)\b/)
  return /\bloss(?:es)?\b/.test(now) ? -bareScore : 0
}
