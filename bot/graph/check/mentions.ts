import { singleOf, stemOf, type Word, wordsOf } from './words.ts'

/** A name found in a sentence. */
export interface Mention<Meaning> {
  readonly start: number
  readonly end: number
  /** Its first word, and the one after its last. */
  readonly from: number
  readonly to: number
  readonly meaning: Meaning
}

export interface Name<Meaning> {
  readonly words: string
  readonly meaning: Meaning
  /** True for a name that is only one when written exactly so: the symbol `F`, not the letter. */
  readonly isExact?: boolean
  /** True for a word that is meant in its other forms, too: `escalated` for escalations. */
  readonly isStem?: boolean
}

interface Entry<Meaning> {
  readonly words: readonly string[]
  readonly exactly: string | null
  readonly meanings: readonly Meaning[]
}

/** Before the stem of a name that other forms of its word may stand for. */
export const stemPrefix = '~'

export type Lexicon<Meaning> = ReadonlyMap<string, readonly Entry<Meaning>[]>

/** Names by their first word, the longest first, one that must be exact before one that need not; a name that means two things has both meanings. */
export function lexiconOf<Meaning>(names: readonly Name<Meaning>[]): Lexicon<Meaning> {
  const entries = new Map<string, Entry<Meaning>>()
  for (const { words: text, meaning, isExact = false, isStem = false } of names) {
    const words = isStem
      ? [stemPrefix + stemOf(text)]
      : wordsOf(text).map(({ text: word }, at, all) =>
          isAfterDigits(all, at) ? word : singleOf(word),
        )
    const key = `${isExact} ${words.join(' ')}`
    const before = entries.get(key)?.meanings ?? []
    const meanings = before.includes(meaning) ? before : [...before, meaning]
    if (words.length > 0) entries.set(key, { words, exactly: isExact ? text : null, meanings })
  }
  const byFirst = Map.groupBy(entries.values(), ({ words }) => words[0] ?? '')
  return new Map([...byFirst].map(([first, all]) => [first, all.toSorted(longestFirst)]))
}

/** A 20-day average is not 20 days. */
function isAfterDigits(words: readonly Word[], at: number): boolean {
  return /^\d/.test(words[at - 1]?.text ?? '')
}

function longestFirst(one: Entry<unknown>, other: Entry<unknown>): number {
  return (
    other.words.length - one.words.length ||
    Number(other.exactly !== null) - Number(one.exactly !== null)
  )
}

/** The names of a sentence from left to right, none within another. */
export function mentionsIn<Meaning>(
  sentence: string,
  words: readonly Word[],
  lexicon: Lexicon<Meaning>,
): Mention<readonly Meaning[]>[] {
  const all: Mention<readonly Meaning[]>[] = []
  for (let at = 0; at < words.length; at += 1) {
    const text = words[at]?.text ?? ''
    const found = lexicon.get(singleOf(text))?.find((each) => isAt(sentence, words, at, each))
    const entry = found ?? lexicon.get(stemPrefix + stemOf(text))?.[0]
    if (entry === undefined) continue
    const to = at + entry.words.length
    const [start, end] = [words[at]?.start ?? 0, words[to - 1]?.end ?? 0]
    all.push({ start, end, from: at, to, meaning: entry.meanings })
    at = to - 1
  }
  return all
}

function isAt(
  sentence: string,
  words: readonly Word[],
  at: number,
  { words: wanted, exactly }: Entry<unknown>,
): boolean {
  const isThere = wanted.every((word, index) => {
    const found = words[at + index]
    if (found === undefined || (index > 0 && !isJoin(found.gap))) return false
    const isExact = index > 0 && isAfterDigits(words, at + index)
    return (isExact ? found.text : singleOf(found.text)) === word
  })
  const [first, last] = [words[at], words[at + wanted.length - 1]]
  if (!isThere || isWithinNumber(sentence, first, last)) return false
  if (exactly === null) return true
  const start = (first?.start ?? 0) - leading(exactly)
  return sentence.slice(Math.max(0, start), last?.end) === exactly
}

/** The `3M` of `154.3M` is nobody's name. */
function isWithinNumber(
  sentence: string,
  first: Word | undefined,
  last: Word | undefined,
): boolean {
  const isAfter = /^\d/.test(first?.text ?? '') && /^[.,]$/.test(first?.gap ?? '')
  const next = sentence.slice(last?.end, (last?.end ?? 0) + 2)
  return isAfter || (/^\d/.test(last?.text ?? '') && /^[.,]\d/.test(next))
}

/** `RSI (14)`, `P/E`, `S&P 500`, but not `RSI: 14`. */
function isJoin(gap: string): boolean {
  return gap.length <= 3 && !/[:|=;]/.test(gap)
}

/** Signs before the first word of a name: the `^` of `^GSPC`. */
function leading(name: string): number {
  return Math.max(0, name.search(/[\p{L}\d]/u))
}
