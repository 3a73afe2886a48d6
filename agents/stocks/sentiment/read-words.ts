import { looksAhead, type Meaning, meaningOf } from './lexicon.ts'

/** What each word says, read with its subject and with a negation shortly before it. */
export function readWords(text: string, weights: readonly number[]): readonly number[] {
  const words = text.trim().split(' ')
  const sentence = { words, meanings: words.map((word) => meaningOf(word)) }
  return words.map((_word, at) => scoreAt(sentence, at) * (weights[at] ?? 1))
}

interface Sentence {
  readonly words: readonly string[]
  readonly meanings: readonly (Meaning | null)[]
}

/** A verdict, a move with its subject, and a swing of we do not know what. */
const verdictScore = 0.7
const moveScore = 0.8
const swingScore = 0.5
/** What did not happen says less than what did. */
export const turned = -0.7

function scoreAt(sentence: Sentence, at: number): number {
  const meaning = sentence.meanings[at]
  if (!meaning || meaning.kind === 'negation' || meaning.kind === 'subject') return 0
  const turn = isNegated(sentence.words, at) ? turned : 1
  if (meaning.kind === 'verdict') return turn * meaning.sign * verdictScore
  const subject = subjectOf(sentence, at)
  if (subject !== null) return turn * meaning.sign * subject * moveScore
  return meaning.kind === 'swing' ? turn * meaning.sign * swingScore : 0
}

const negationReach = 4

/** Whether a negation stands shortly before that word, in the same clause. */
export function isNegated(words: readonly string[], at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - negationReach); before -= 1) {
    const word = words[before] ?? ''
    if (isEnd(word)) return false
    if (meaningOf(word)?.kind === 'negation') return words[before + 1] !== 'only'
  }
  return false
}

function isEnd(word: string | undefined): boolean {
  return word === undefined || ends.has(word)
}

const ends = new Set(['.', ';', ':', ',', 'but', 'while', 'although', 'as', 'and'])

/** What moved: the nearest subject of the same clause, before a verb and behind an adjective; else the clause before. */
function subjectOf(sentence: Sentence, at: number): -1 | 1 | null {
  const ahead = { step: 1, reach: 5 } as const
  const back = { step: -1, reach: 9 } as const
  const beside = sentence.meanings[at - 1]
  const isTransitive = objects.has(sentence.words[at + 1] ?? '')
  if (beside?.kind === 'subject' && !isTransitive) return beside.sign
  const order = isBeforeItsSubject(sentence, at) ? [ahead, back] : [back, ahead]
  for (const direction of order) {
    const found = nearest(sentence, at, direction)
    if (found !== null) return found
  }
  return acrossComma(sentence, at)
}

/** `weaker demand`, `cuts costs`, `improved the result`. */
function isBeforeItsSubject({ words }: Sentence, at: number): boolean {
  return looksAhead(words[at] ?? '') || objects.has(words[at + 1] ?? '')
}

const objects = new Set(['the', 'its', 'our', 'their', 'his', 'her'])

interface Direction {
  readonly step: -1 | 1
  readonly reach: number
}

function nearest({ words, meanings }: Sentence, at: number, { step, reach }: Direction) {
  for (let distance = 1; distance <= reach; distance += 1) {
    const index = at + step * distance
    if (isEnd(words[index])) return null
    const meaning = meanings[index]
    if (meaning?.kind === 'subject') return meaning.sign
  }
  return null
}

/** `Pretax profit was 9 million , up from 6 million`. */
function acrossComma({ words, meanings }: Sentence, at: number): -1 | 1 | null {
  if (words[at - 1] !== ',' && words[at - 2] !== ',') return null
  const before = words.lastIndexOf(',', at)
  return nearest({ words, meanings }, before, { step: -1, reach: 18 })
}
