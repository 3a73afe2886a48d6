import type { Brief } from '../../../core/project.ts'
import type { Wording } from '../../../core/wording.ts'
import { type AttachedFile, attachedFiles, isNameOfFile } from './attached.ts'
import { type Day, daysOf, type Figure, figuresOf, type Placed, placedOf } from './figures.ts'
import { type Lexicon, lexiconOf, type Name } from './mentions.ts'
import { type Said, saidIn } from './said.ts'
import { type Nameless, namelessOf } from './tickers.ts'
import { wordsOfKey } from './words.ts'

/** A value by its name; loosely where the word is an ordinary one too. */
export interface Named {
  readonly name: string
  readonly isLoose: boolean
}

/** What a name in a sentence may mean: a value, a symbol, or nothing but a name with digits in it. */
export type Meaning =
  | { readonly type: 'value'; readonly value: Named }
  | { readonly type: 'symbol'; readonly symbol: string }
  | { readonly type: 'name' }

/** All that a sentence of one reply is held against, made once. */
export interface Facts {
  readonly symbols: readonly string[]
  readonly figures: readonly Figure[]
  readonly byName: ReadonlyMap<string, readonly Figure[]>
  readonly days: readonly Day[]
  /** Times of day in UTC, `18:32`, at which evidence speaks. */
  readonly times: ReadonlySet<string>
  readonly lexicon: Lexicon<Meaning>
  readonly said: Said
  readonly attached: readonly AttachedFile[]
  readonly principal: string | null
  /** Symbols that no name is known of. */
  readonly nameless: readonly Nameless[]
  /** The same value at another time: the close of the day before, or at the start of the period. */
  readonly earlierNames: readonly string[]
  /** Lengths of windows that some value is over: the 14 of `rsi14`. */
  readonly windows: ReadonlySet<number>
}

export interface Language {
  readonly phrases: readonly string[]
  readonly wording?: Wording | undefined
}

export function factsOf(brief: Brief, { phrases, wording }: Language): Facts {
  const placed = placedOf(brief)
  const figures = placed.flatMap(figuresOf)
  const names = [...new Set(placed.flatMap(({ evidence }) => Object.keys(evidence.values)))]
  const own = placed.filter(({ isPast }) => !isPast)
  const attached = attachedFiles(brief.question, own.length)
  const files = attached.map(({ name }) => name).filter(isNameOfFile)
  const symbols = [...new Set([...brief.reading.symbols, ...placed.map(({ symbol }) => symbol)])]
  const principal = wording?.principal ?? null
  return {
    symbols,
    figures,
    byName: Map.groupBy(figures, ({ name }) => name),
    days: placed.flatMap(daysOf),
    times: new Set(placed.flatMap(({ evidence: { asOf } }) => timeOf(asOf))),
    lexicon: lexiconOf([
      ...[...phrases, ...idioms, ...files].map((words) => ({ words, meaning: nameless })),
      ...symbols.flatMap((symbol) => namesOf(symbol, placed, wording)),
      ...(wording === undefined ? plainNames(names) : spokenNames(wording, new Set(names))),
    ]),
    said: saidIn(brief, placed),
    attached,
    principal,
    nameless: symbols
      .filter((symbol) => callsOf(symbol, placed, wording).length === 0)
      .flatMap(namelessOf),
    earlierNames: names.filter((name) => principal !== null && isEarlier(name, principal)),
    windows: new Set(names.flatMap((name) => wordsOfKey(name).map(Number)).filter(Boolean)),
  }
}

function timeOf(moment: string): string[] {
  return /T(?<time>\d{2}:\d{2})/.exec(moment)?.slice(1) ?? []
}

function isEarlier(name: string, principal: string): boolean {
  return /^(?:previous|period)/.test(name) && name.toLowerCase().endsWith(principal.toLowerCase())
}

/** Where a word that may name a value does not. */
const idioms = [
  'close to',
  'at the end of the day',
  'day to day',
  'by a wide margin',
  'by a narrow margin',
  'margin of safety',
  'year ended',
  'year that ended',
  'quarter ended',
  'quarter that ended',
]

const nameless: Meaning = { type: 'name' }

function spokenNames({ values }: Wording, known: ReadonlySet<string>): Name<Meaning>[] {
  return Object.entries(values).flatMap(([name, said]) => {
    const [plain, loose] = [valueNamed(name, false), valueNamed(name, true)]
    return said
      .filter((words) => known.has(name) || !words.startsWith('~'))
      .map((words) => ({ words, meaning: words.startsWith('~') ? loose : plain }))
  })
}

function valueNamed(name: string, isLoose: boolean): Meaning {
  return { type: 'value', value: { name, isLoose } }
}

function namesOf(
  symbol: string,
  placed: readonly Placed[],
  wording: Wording | undefined,
): Name<Meaning>[] {
  const meaning = { type: 'symbol', symbol } as const
  const names = callsOf(symbol, placed, wording)
  const bases = /^([A-Z&-]{2,})\.[A-Z]{1,2}$/.exec(symbol)?.slice(1) ?? []
  return [
    { words: symbol, meaning, isExact: true },
    ...bases.map((words) => ({ words, meaning, isExact: true })),
    ...names.filter((name) => name.length > 2).map((words) => ({ words, meaning })),
    ...names.flatMap(firstOf).map((words) => ({ words, meaning, isExact: true })),
  ]
}

function callsOf(
  symbol: string,
  placed: readonly Placed[],
  wording: Wording | undefined,
): readonly string[] {
  const called = placed
    .filter((each) => each.symbol === symbol)
    .flatMap(({ evidence }) => evidence.values['name'] ?? [])
    .filter((name) => typeof name === 'string')
  return [...new Set([...called, ...(wording?.namesOf(symbol) ?? [])])]
}

/** `General` of General Motors, `Total` of TotalEnergies. */
function firstOf(name: string): string[] {
  return name.match(/^\p{Lu}\p{Ll}{3,}(?=[ \p{Lu}])/u) ?? []
}

/** Without a wording a value is called by the words of its name, or by one that no other name has. */
function plainNames(names: readonly string[]): Name<Meaning>[] {
  const words = names.map((name) => wordsOfKey(name).filter((word) => !measures.has(word)))
  const times = Map.groupBy(words.flat(), (word) => word)
  return names.flatMap((name, index) => {
    const meaning = valueNamed(name, false)
    const own = (words[index] ?? []).filter((word) => times.get(word)?.length === 1)
    const all = [(words[index] ?? []).join(' '), ...own.filter((word) => word.length > 3)]
    return [
      ...all.map((each) => ({ words: each, meaning })),
      ...own
        .filter((word) => word.length > 3)
        .map((each) => ({ words: each, meaning, isStem: true })),
    ]
  })
}

const measures = new Set(['percent', 'fraction', 'ratio', 'count', 'days', 'per', 'minutes'])
