import { compareFigures } from './figures.ts'
import { phrases } from './phrases.ts'
import { isNegated, readWords, turned } from './read-words.ts'
import { emphasis, spelled, withoutMatch, wordAt } from './words.ts'

/**
 * How good the news in a headline or sentence is, from −1 to 1; 0 for news of nothing good or bad. Whole phrases
 * are read first, then figures that are compared, then what is left of the words, each with its subject.
 */
export function scoreHeadline(title: string): number {
  const text = spelled(title)
  const weights = emphasis(text)
  const said = readPhrases(text, weights)
  const figures = compareFigures(said.rest)
  const scores = [...said.scores, ...figures.scores, ...readWords(figures.rest, weights)]
  const isMoved = scores.some((score) => score !== 0)
  const sum = isMoved ? scores.reduce((total, score) => total + score, 0) : standingLoss(text)
  return Math.max(-1, Math.min(1, sum))
}

function readPhrases(text: string, weights: readonly number[]) {
  const words = text.trim().split(' ')
  const said = new Set(words)
  const scores: number[] = []
  let rest = text
  for (const { pattern, score, openings } of phrases) {
    if (openings !== null && !openings.some((word) => said.has(word))) continue
    for (const match of rest.matchAll(pattern)) {
      const at = wordAt(rest, match.index)
      const turn = isNegated(words, at) ? turned : 1
      scores.push(score * turn * (weights[at] ?? 1))
      rest = withoutMatch(rest, match)
    }
  }
  return { scores, rest }
}

const lossScore = 0.5

/** `Net loss of 3 million` without any movement is bad news all the same; a loss in a comparison is past. */
function standingLoss(text: string): number {
  const [now = ''] = text.split(/ (?:compared|versus|vs|from|against) /)
  return /\b(?:net|operating|pretax|quarterly|made a|was a|a) loss\b/.test(now) ? -lossScore : 0
}
