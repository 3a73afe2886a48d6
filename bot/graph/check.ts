import type { Citation } from '../../core/citation.ts'
import type { Brief } from '../../core/project.ts'
import { attachedWhere } from './check/attached.ts'
import { boundTo } from './check/binding.ts'
import { daysFor } from './check/days.ts'
import { derivedFrom } from './check/derived.ts'
import { type Facts, factsOf, type Language } from './check/facts.ts'
import type { Figure } from './check/figures.ts'
import { isReversed, type Sought, valueFor } from './check/match.ts'
import { turnedRound } from './check/order.ts'
import { saidWhere } from './check/said.ts'
import { subjectsOf, symbolsOf } from './check/scope.ts'
import { readSentence, type Sentence } from './check/sentence.ts'
import { spanFrom } from './check/spans.ts'
import { columnFor, isRow, type Table, tableOf } from './check/table.ts'

/** A number or a date that no evidence stands behind, and where it stands. */
export interface Unfounded {
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface Checked {
  readonly unfounded: readonly Unfounded[]
  readonly citations: readonly Citation[]
}

/** Holds a text against the evidence, piece by piece. */
export interface NumberChecker {
  check(piece: string): Checked
  /** Told of every piece that is shown: the next one may lean on its subject, or stand under its head. */
  heard(piece: string): void
}

/**
 * A number passes when it is a value of the evidence, rounded the way it is written, and the value that the
 * sentence says it is: of that name, symbol, unit, sign and day. Else it must come out of two values that
 * the sentence speaks of, or have been said before by code or by the person.
 */
export function numberChecker(brief: Brief, language: Language): NumberChecker {
  const facts = factsOf(brief, language)
  let context: Context = { symbols: [], table: null, names: [] }
  return {
    check: (piece) => {
      if (!/\d/.test(piece) && !/\p{L}/u.test(piece)) return { unfounded: [], citations: [] }
      return joined(
        partsOf(piece).map((part) => ({ ...part, checked: judge(part.text, facts, context) })),
      )
    },
    heard(piece) {
      context = contextAfter(piece.slice(0, longest), facts, context)
    },
  }
}

interface Context {
  readonly symbols: readonly string[]
  readonly table: Table | null
  readonly names: readonly string[]
}

/** What is looked at in one go: what stands between two words grows with the square of this. */
const longest = 2_000

interface Part {
  readonly text: string
  readonly offset: number
}

function partsOf(piece: string): Part[] {
  const parts: Part[] = []
  for (let offset = 0; offset < piece.length;) {
    const rest = piece.slice(offset, offset + longest)
    const space = rest.length < longest ? -1 : rest.lastIndexOf(' ')
    const text = space > 0 ? rest.slice(0, space + 1) : rest
    parts.push({ text, offset })
    offset += text.length
  }
  return parts
}

function joined(parts: readonly (Part & { readonly checked: Checked })[]): Checked {
  return {
    unfounded: parts.flatMap(({ offset, checked }) =>
      checked.unfounded.map((each) => moved(each, offset)),
    ),
    citations: parts.flatMap(({ offset, checked }) =>
      checked.citations.map((each) => moved(each, offset)),
    ),
  }
}

/** The same, so many characters further on. */
export function moved<T extends { readonly start: number; readonly end: number }>(
  item: T,
  by: number,
): T {
  return { ...item, start: item.start + by, end: item.end + by }
}

function contextAfter(piece: string, facts: Facts, before: Context): Context {
  const sentence = readSentence(piece, facts)
  const named = subjectsOf(sentence)
  if (isRow(piece)) return { ...before, table: before.table ?? tableOf(sentence, facts) }
  const isHeading = piece.startsWith('#')
  const symbols = named.length > 0 || isHeading ? named : before.symbols
  const names = sentence.values.flatMap(({ meaning }) => meaning.map(({ name }) => name))
  return { symbols, table: null, names }
}

function judge(text: string, facts: Facts, context: Context): Checked {
  const sentence = readSentence(text, facts)
  const seekings = seekingsOf(sentence, facts, context)
  const first = seekings.map((sought) => valueFor(sought, facts))
  const pairs = seekings.map(({ placed }, index) => ({ placed, figure: first[index] ?? null }))
  const turned = turnedRound(pairs, sentence, facts)
  const direct = pairs.map(({ placed, figure }) => (turned.has(placed) ? null : figure))
  const matched = direct.filter((figure) => figure !== null)
  const behind = seekings.map((sought, index) => {
    const figure = direct[index] ?? null
    if (turned.has(sought.placed)) return null
    return figure === null ? computedFrom(sought, matched, facts) : [figure]
  })
  const numbers = seekings.map((sought, index) => {
    const { number } = sought.placed
    const isTurned = turned.has(sought.placed)
    const from =
      behind[index]?.map(({ source }) => source) ?? (isTurned ? null : elsewhere(sought, facts))
    return found(number, from)
  })
  const figures = behind.flatMap((each) => each ?? [])
  const dates = sentence.dates.map((date) => {
    const days = daysFor(date, sentence, { facts, matched: figures })
    if (days === null && date.isVague) return found(date, [])
    return found(date, days?.slice(0, 1).map(({ source }) => source) ?? null)
  })
  return verdictOn([...numbers, ...dates, ...sentence.quotes.map(asFound)])
}

function found({ start, end, text }: Unfounded, from: readonly string[] | null): Found {
  return { start, end, text, from }
}

function asFound({ start, end, source }: Sentence['quotes'][number]) {
  return { start, end, text: '', from: [source] }
}

interface Found extends Unfounded {
  readonly from: readonly string[] | null
}

function verdictOn(all: readonly Found[]): Checked {
  const sorted = all.toSorted((one, other) => one.start - other.start)
  return {
    unfounded: sorted.flatMap(({ start, end, text, from }) =>
      from === null ? [{ start, end, text }] : [],
    ),
    citations: sorted.flatMap(({ start, end, from }) =>
      from?.length ? [{ start, end, from }] : [],
    ),
  }
}

function seekingsOf(
  sentence: Sentence,
  facts: Facts,
  { symbols, table, names: heard }: Context,
): Sought[] {
  const scopes = symbolsOf(sentence, facts, symbols)
  return sentence.numbers.map((placed, index) => {
    const column = isRow(sentence.text) && table ? columnFor(placed, sentence, table, facts) : null
    const scope = scopes[index] ?? facts.symbols
    if (column === null) {
      return {
        placed,
        sentence,
        bound: boundTo(placed, sentence, facts),
        symbols: scope,
        heard,
        isPast: null,
      }
    }
    const bound = column.names.length > 0 ? { names: column.names, grip: 'firm' as const } : null
    const own = column.symbols.length > 0 ? column.symbols : scope
    return { placed, sentence, bound, symbols: own, heard, isPast: column.isPast }
  })
}

/** A value with the other sign is not explained by anything else. */
function computedFrom(sought: Sought, matched: readonly Figure[], facts: Facts) {
  return isReversed(sought, facts) ? null : derivedFrom(sought, matched, facts)
}

/** A span of time between days of evidence, a number that code or the person said before, or one of a file that is named. */
function elsewhere(sought: Sought, facts: Facts): readonly string[] | null {
  if (isReversed(sought, facts)) return null
  const { number } = sought.placed
  const span = number.kind === 'duration' ? spanFrom(number, facts) : null
  const source = span ?? saidWhere(facts.said, number, sought.sentence.vocabulary)
  if (source !== null) return [source]
  const line = attachedWhere(facts.attached, number, sought.sentence)
  return line === null ? null : [line]
}
