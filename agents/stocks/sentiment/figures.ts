import { meaningOf } from './lexicon.ts'
import { withoutMatch } from './words.ts'

/** `profit was eur 5.1 mn , compared to eur 4.2 mn a year earlier`: which way it went is in the two figures. */
const comparison =
  /(?<= )(?<size>\d+(?:\.\d+)?) (?<unit>[a-z]+ )?(?:(?!while )[^ .;\d]+ ){0,6}?(?:(?:compared|versus|vs|against|from) (?:(?:to|with|up|down) )?|(?<bracket>\( ))(?<words>(?:[^ .;\d]+ ){0,7}?)(?<size2>\d+(?:\.\d+)?) (?<unit2>[a-z]+ )?/g

interface Compared {
  readonly scores: readonly number[]
  /** The text without what was compared. */
  readonly rest: string
}

const comparedScore = 0.8

/** What the figures of a text say that are compared with each other. */
export function compareFigures(text: string): Compared {
  const scores: number[] = []
  let rest = text
  for (const match of text.matchAll(comparison)) {
    const { size = '', unit = '', words = '', size2 = '', unit2 = '', bracket } = match.groups ?? {}
    const subject = subjectBefore(text.slice(0, match.index))
    const isConverted = bracket !== undefined && hasCurrency(words + unit2)
    if (subject === null || isConverted || isShare(unit) !== isShare(unit2)) continue
    const sizes = [Number(size) * scaleOf(unit), Number(size2) * scaleOf(unit2 || unit)] as const
    scores.push(comparedScore * directionOf(subject, words, sizes))
    rest = withoutMatch(rest, match)
  }
  return { scores, rest }
}

/** `eur 3.5 mn ( usd 4.6 mn )` is one sum, `sek 310 m ( 212 )` are two. */
function hasCurrency(words: string): boolean {
  return /\b(?:usd|us|dollars?)\b/.test(words)
}

function isShare(unit: string): boolean {
  return unit.trim() === 'percent'
}

/** A profit after a loss, a loss after a profit, or more or less of the same. */
function directionOf(
  subject: Subject,
  before: string,
  [now, then]: readonly [number, number],
): -1 | 0 | 1 {
  if (subject.word !== 'loss' && /\bloss\b/.test(before)) return 1
  if (subject.word === 'loss' && /\b(?:profit|income|gain)\b/.test(before)) return -1
  const grown = Math.sign(now - then)
  if (grown === 0) return 0
  return grown > 0 === subject.sign > 0 ? 1 : -1
}

interface Subject {
  readonly word: string
  readonly sign: -1 | 1
}

/** The subject whose figure it is: the last one of the same sentence; a loss goes before what it is a loss of. */
function subjectBefore(text: string): Subject | null {
  const sentence = text.slice(Math.max(text.lastIndexOf(' . '), text.lastIndexOf(' ; ')) + 1)
  const words = sentence.split(' ').slice(-subjectReach)
  if (words.includes('loss')) return { word: 'loss', sign: -1 }
  for (const word of words.toReversed()) {
    const meaning = meaningOf(word)
    if (meaning?.kind === 'subject') return { word, sign: meaning.sign }
  }
  return null
}

const subjectReach = 16

const scales: Readonly<Record<string, number>> = {
  thousand: 1e3,
  k: 1e3,
  lakh: 1e5,
  mn: 1e6,
  m: 1e6,
  mln: 1e6,
  million: 1e6,
  crore: 1e7,
  bn: 1e9,
  b: 1e9,
  bln: 1e9,
  billion: 1e9,
}

function scaleOf(unit: string): number {
  return scales[unit.trim()] ?? 1
}
