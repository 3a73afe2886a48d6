import type { Brief } from '../../../core/project.ts'
import type { Placed } from './figures.ts'
import { type NumberInText, numbersIn } from './numbers.ts'
import type { Kind } from './units.ts'
import { wordsOf } from './words.ts'

/** A number in words that are not the writer's: code wrote them from evidence, or a person asked them. */
interface SaidNumber {
  readonly number: NumberInText
  /** Words that tell what it is a number of; empty where any sentence may repeat it. */
  readonly words: ReadonlySet<string>
  readonly source: string
}

export interface Said {
  readonly numbers: readonly SaidNumber[]
  /** Texts that may be quoted whole, in small letters without signs. */
  readonly texts: readonly { readonly text: string; readonly source: string }[]
  readonly dates: readonly string[]
}

interface Source {
  readonly text: string
  readonly source: string
}

export function saidIn(brief: Brief, placed: readonly Placed[]): Said {
  const { question, reading } = brief
  const summary = reading.intent === 'changes' ? (question.summary ?? '') : ''
  const free = [
    { text: question.text, source: 'question' },
    { text: summary, source: 'summary' },
  ]
  const told = [...writtenByCode(brief), ...stringsOf(placed)]
  return {
    numbers: [...told.flatMap(numbersOf), ...free.flatMap(numbersOf).map(anywhere)],
    texts: told.map(({ text, source }) => ({ text: bare(text), source })),
    dates: [...told, ...free].flatMap(({ text }) => text.match(/\d{4}-\d{2}-\d{2}/g) ?? []),
  }
}

/** What a text says, whatever its markup: letters and digits. */
export function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()
}

function writtenByCode({ findings, verdicts }: Brief): Source[] {
  const texts = [
    ...findings.flatMap(({ signals, notes, abstained }) => [
      ...signals.map((signal) => signal.reading),
      ...notes,
      abstained ?? '',
    ]),
    ...verdicts.flatMap(({ coverage, changes, risks }) => [coverage, ...changes, ...risks]),
  ]
  return texts.filter(Boolean).map((text) => ({ text, source: 'notes' }))
}

function stringsOf(placed: readonly Placed[]): Source[] {
  return placed.flatMap(({ evidence, place }) =>
    Object.entries({ ...evidence.values, period: evidence.arguments['period'] }).flatMap(
      ([name, text]) =>
        typeof text === 'string' && !isDate(text) ? [{ text, source: `${place}.${name}` }] : [],
    ),
  )
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(text)
}

function numbersOf({ text, source }: Source): SaidNumber[] {
  const words = new Set(
    wordsOf(text)
      .map((word) => word.text)
      .filter(isTelling),
  )
  return numbersIn(text).map((number) => ({ number, words, source }))
}

export function isTelling(word: string): boolean {
  return word.length > 3 && /\p{L}/u.test(word)
}

function anywhere(said: SaidNumber): SaidNumber {
  return { ...said, words: new Set() }
}

/** Where a number was said already: in words that the sentence shares two of, or all where there are fewer. */
export function saidWhere(
  { numbers }: Said,
  { size, kind, tolerance }: NumberInText,
  words: ReadonlySet<string>,
): string | null {
  const found = numbers.find(
    (said) =>
      Math.abs(said.number.size - size) <= tolerance * 1e-6 &&
      isKind(said.number.kind, kind) &&
      [...said.words].filter((word) => words.has(word)).length >= Math.min(2, said.words.size),
  )
  return found?.source ?? null
}

/** A currency may be left out. */
function isKind(said: Kind, written: Kind): boolean {
  return said === written || (said === 'money' && written === 'plain')
}
