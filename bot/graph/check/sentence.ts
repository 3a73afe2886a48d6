import { type DateInText, datesIn } from './dates.ts'
import type { Facts, Meaning, Named } from './facts.ts'
import {
  blank,
  type Quoted,
  withoutIdioms,
  withoutMarks,
  withoutQuotes,
  withoutTimes,
} from './masks.ts'
import { type Mention, mentionsIn } from './mentions.ts'
import { countOf, type NumberInText, numbersIn } from './numbers.ts'
import { spelledIn } from './spelled.ts'
import { standInsOf } from './stand-ins.ts'
import { calledByLetters } from './tickers.ts'
import { currenciesOf, spanOf } from './units.ts'
import { type Word, wordAt, wordsOf } from './words.ts'

/** A number with its place among the words. */
export interface Placed {
  readonly number: NumberInText
  /** Its first word, and the one after its last. */
  readonly from: number
  readonly to: number
}

/** What a sentence is made of, as far as its figures go. */
export interface Sentence {
  readonly text: string
  readonly words: readonly Word[]
  /** The same, to ask whether one is there. */
  readonly vocabulary: ReadonlySet<string>
  readonly values: readonly Mention<readonly Named[]>[]
  readonly symbols: readonly Mention<readonly string[]>[]
  readonly numbers: readonly Placed[]
  /** Words of symbols and dates, which say nothing of what a number is. */
  readonly silent: ReadonlySet<number>
  readonly dates: readonly DateInText[]
  readonly quotes: Quoted['quotes']
  /** Whether English words for up and down can be looked for. */
  readonly isEnglish: boolean
}

export function readSentence(text: string, facts: Facts): Sentence {
  const { rest, quotes } = withoutQuotes(text, facts.said)
  const named = withoutTimes(withoutMarks(rest), facts.times)
  const words = wordsOf(named)
  const mentions = mentionsIn(named, words, facts.lexicon)
  const nameless = withoutIdioms(mentions.reduce(withoutDigits, named))
  const dates = datesIn(nameless)
  const dateless = dates.reduce((left, { start, end }) => cut(left, start, end), nameless)
  const numbers = numbersIn(dateless).filter((number) => !isName(dateless, number, facts))
  const isOfValues = numbers.length > 0 || mentions.some(({ meaning }) => meaning.some(isNaming))
  const spelled = isOfValues ? spelledIn(dateless) : []
  const isFree = ({ start }: NumberInText) =>
    !spelled.some((each) => each.start < start && start < each.end)
  const called = [
    ...mentions.flatMap((mention) => meant(mention, symbolOf)),
    ...calledByLetters(named, words, facts.nameless),
  ].toSorted((one, other) => one.start - other.start)
  const symbols = [...called, ...standInsOf(words, called, facts.symbols)].toSorted(
    (one, other) => one.start - other.start,
  )
  return {
    text,
    words,
    vocabulary: new Set(words.map((word) => word.text)),
    values: mentions
      .filter(
        ({ from, start, meaning }) => !isLength(words, from) && !isCalled(named, start, meaning),
      )
      .flatMap((mention) => meant(mention, nameOf)),
    symbols,
    silent: new Set([...symbols, ...dates.map((date) => placesOf(date, words))].flatMap(placesIn)),
    numbers: [...numbers.filter(isFree), ...withWords(spelled, counted(words, mentions, facts))]
      .toSorted((one, other) => one.start - other.start)
      .map((number) => placed(words, number)),
    dates,
    quotes,
    isEnglish: english.test(text),
  }
}

const english =
  /\b(?:the|of|is|was|are|and|its|it|has|with|by|up|down|at|closed|fell|rose|to|for|on|since|now)\b/i

function meant<T>(
  mention: Mention<readonly Meaning[]>,
  read: (meaning: Meaning) => T[],
): Mention<readonly T[]>[] {
  const found = mention.meaning.flatMap(read)
  return found.length === 0 ? [] : [{ ...mention, meaning: found }]
}

/** The days of `after 20 trading days`: how long, not how many. */
function isLength(words: readonly Word[], from: number): boolean {
  const [last, word, next] = [words[from - 1], words[from], words[from + 1]]
  const isDays =
    spanOf(word?.text ?? '') !== null || (word?.text === 'trading' && next !== undefined)
  return isDays && /^\d+$/.test(last?.text ?? '')
}

/** `Target` is a company where it is written as one. */
function isCalled(text: string, start: number, meaning: readonly Meaning[]): boolean {
  return meaning.some(({ type }) => type === 'symbol') && /\p{Lu}/u.test(text.charAt(start))
}

function isNaming(meaning: Meaning): boolean {
  return meaning.type !== 'name'
}

/** A word that was read already is not counted again. */
function withWords(spelled: readonly NumberInText[], counts: readonly NumberInText[]) {
  const rest = counts.filter(
    ({ start }) => !spelled.some((each) => each.start <= start && start < each.end),
  )
  return [...spelled, ...rest]
}

function nameOf(meaning: Meaning): Named[] {
  return meaning.type === 'value' ? [meaning.value] : []
}

function symbolOf(meaning: Meaning): string[] {
  return meaning.type === 'symbol' ? [meaning.symbol] : []
}

interface Run {
  readonly from: number
  readonly to: number
}

function placesOf({ start, end }: DateInText, words: readonly Word[]): Run {
  return { from: wordAt(words, start), to: wordAt(words, end) }
}

function placesIn({ from, to }: Run): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

function placed(words: readonly Word[], number: NumberInText): Placed {
  return { number, from: wordAt(words, number.start), to: wordAt(words, number.end) }
}

/** The digits of a name are no figures. */
function withoutDigits(text: string, { start, end }: Mention<unknown>): string {
  const name = text.slice(start, end)
  return /\d/.test(name) ? cut(text, start, end) : text
}

function cut(text: string, start: number, end: number): string {
  return text.slice(0, start) + blank(text.slice(start, end)) + text.slice(end)
}

/** Glued to letters (`SMA200`, `0700.HK`, `5G`, `1st`), or the length of a window (`20-day`, `52 weeks`). */
function isName(sentence: string, number: NumberInText, { windows }: Facts): boolean {
  const { start, end, kind, size, span, currencies } = number
  const before = sentence.slice(Math.max(0, start - 3), start)
  const after = sentence.slice(end, end + 12)
  if (/^-(?:day|week|month|quarter|year|session|bar|hour|minute)/iu.test(after)) return true
  if (/^(?:day|week|session)$/.test(span ?? '') && windows.has(size)) return true
  if (kind === 'plain' && windows.has(size) && isSecondWindow(sentence, start)) return true
  if (/\p{Lu}-$/u.test(before)) return true
  if (/^(?:\p{L}|_|\.\p{L}{2})/u.test(after) && kind !== 'times') return currencies === null
  return /[\p{L}_^#&]$/u.test(before) && currenciesOf(before) === null && currencies === null
}

/** `78 over 50 days, 81 over 200`. */
function isSecondWindow(sentence: string, start: number): boolean {
  const before = sentence.slice(Math.max(0, start - 80), start)
  return /\b(?:over|after|and) $/.test(before) && / days?\b/.test(before)
}

/** `twelve headlines`: a number word right before a name of a value. */
function counted(
  words: readonly Word[],
  mentions: readonly Mention<readonly Meaning[]>[],
  { windows, byName }: Facts,
): NumberInText[] {
  const starts = new Set(
    mentions.filter((each) => each.meaning.flatMap(nameOf).some(isCount)).map((each) => each.from),
  )
  return words.flatMap(({ text, start, end }, at) => {
    const size = countOf(text)
    const isCounting =
      isPart(words, at) ||
      [1, 2, 3, 4].some((ahead) => starts.has(at + ahead) && isOf(words, at, ahead))
    const isWindow = size !== null && windows.has(size) && isSpan(words, at)
    return size === null || !isCounting || isWindow ? [] : [wordNumber({ text, start, end, size })]
  })

  function isCount({ name }: Named): boolean {
    return byName.get(name)?.some(({ unit }) => unit === 'count') === true
  }
}

/** `nineteen of the 214`. */
function isPart(words: readonly Word[], at: number): boolean {
  const next = words[at + 2]?.text === 'the' ? at + 3 : at + 2
  return words[at + 1]?.text === 'of' && /^\d+$/.test(words[next]?.text ?? '')
}

/** `twelve trading days`. */
function isSpan(words: readonly Word[], at: number): boolean {
  return [1, 2].some((ahead) => spanOf(words[at + ahead]?.text ?? '') !== null)
}

/** Nothing but `of the …` stands between. */
function isOf(words: readonly Word[], at: number, ahead: number): boolean {
  const between = words.slice(at + 1, at + ahead).map(({ text }) => text)
  return between.every(
    (text) => /^(?:out|of|the|were|was|are|is|\d+)$/.test(text) || countOf(text) !== null,
  )
}

function wordNumber({
  text,
  start,
  end,
  size,
}: {
  text: string
  start: number
  end: number
  size: number
}): NumberInText {
  return {
    start,
    end,
    text,
    size,
    scale: 1,
    nextScale: 1,
    tolerance: 0.5,
    roughness: 0.5,
    sign: null,
    kind: 'plain',
    currencies: null,
    span: null,
    isWord: true,
    isWrapped: false,
  }
}
