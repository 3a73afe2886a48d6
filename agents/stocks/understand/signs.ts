import type { Cue } from './cues.ts'
import { type Mention, mentionsOf } from './mentions.ts'
import { type Piece, scan, type ScanDeps } from './scan.ts'
import { isCountry } from './themes.ts'
import type { Meaning } from './vocabulary.ts'
import { wordsOf } from './words.ts'

/** Written like a symbol, and nobody we know is called that. */
export interface UnknownSymbol {
  readonly text: string
  /** True where it can be nothing but a symbol: by its form, or because it stands beside one. */
  readonly isCertain: boolean
}

/** What a question holds, before anybody decides what it means. */
export interface Signs {
  readonly wordCount: number
  /** A phrase, a name or a period of several words is one piece; words of scripts that we do not read are none. */
  readonly pieceCount: number
  readonly mentions: readonly Mention[]
  readonly unknown: readonly UnknownSymbol[]
  /** Runs of words that nothing explains. */
  readonly leftovers: readonly string[]
  readonly leftoverCount: number
  /** The aspect asked about; phrases that only markets use go before everyday words. */
  readonly aspect: string | null
  readonly isAspectFinancial: boolean
  /** Every aspect that is named, each once. */
  readonly aspects: readonly string[]
  /** One figure of it, where the question names that. */
  readonly fact: string | null
  /** How many of a list are wanted: `top 3`, `five best`. */
  readonly count: number | null
  /** A title of the glossary. */
  readonly term: string | null
  readonly period: string | null
  /** Tags of listings.tsv. */
  readonly sector: string | null
  readonly country: string | null
  /** The word that names the country, where it is a single one: many a company's name begins with it. */
  readonly nation: string | null
  /** ISO 4217, each once. */
  readonly currencies: readonly string[]
  /** How many phrases are said of markets and hardly of anything else. */
  readonly financialCount: number
  readonly cues: ReadonlyMap<Cue, number>
  /** Cues of the first words. */
  readonly opening: ReadonlySet<Cue>
}

export function signsOf(text: string, deps: ScanDeps): Signs {
  const words = wordsOf(bounded(text))
  const pieces = scan(words, deps)
  const meanings = pieces.flatMap((piece) => (piece.type === 'phrase' ? [piece.meaning] : []))
  const counted = pieces.find((piece, at) => isCounted(pieces, at) && amountIn(piece) !== null)
  const explained = pieces.filter((piece) => piece !== counted)
  const sectors = present(meanings.map(({ sector }) => sector))
  const aspect = meanings.find(isFinancialAspect) ?? meanings.find((meaning) => meaning.aspect)
  return {
    wordCount: words.length,
    pieceCount: pieces.filter((piece) => !isUnread(piece)).length,
    mentions: mentionsOf(pieces),
    unknown: unknownOf(pieces),
    leftovers: leftoversOf(explained),
    leftoverCount: explained.filter(isLeftover).length,
    aspect: framed(aspect?.aspect ?? null, meanings),
    isAspectFinancial: aspect?.isFinancial ?? false,
    aspects: aspectsOf(meanings),
    fact: present(meanings.map(({ fact }) => fact))[0] ?? null,
    count: counted === undefined ? null : amountIn(counted),
    term: present(meanings.map(({ term }) => term))[0] ?? null,
    period: pieces.find((piece) => piece.type === 'period')?.period ?? null,
    sector: sectors.find((sector) => !isCountry(sector)) ?? null,
    country: sectors.find(isCountry) ?? null,
    nation: pieces.flatMap(nationOf)[0] ?? null,
    currencies: [...new Set(present(meanings.map(({ currency }) => currency)))],
    financialCount: meanings.filter(isOfMarkets).length,
    cues: countsOf(meanings),
    opening: openingOf(pieces),
  }
}

/** In UTF-16 units; what follows a long paste is the question as often as what comes before it. */
const longestStart = 6_000
const longestEnd = 2_000

function bounded(text: string): string {
  if (text.length <= longestStart + longestEnd) return text
  const start = text.slice(0, longestStart)
  const end = text.slice(-longestEnd)
  // Half a word could read as a symbol, so the cut words go.
  return `${start.slice(0, start.lastIndexOf(' ') + 1)}\n${end.slice(end.indexOf(' ') + 1)}`
}

/** `RSI of TSLA on weekly bars` is about one thing. */
function framed(aspect: string | null, meanings: readonly Meaning[]): string | null {
  const named = new Set(meanings.map((meaning) => meaning.aspect))
  if (!named.has('rsi14')) return aspect
  if (named.has('weekly')) return 'weeklyRsi14'
  return named.has('monthly') ? 'monthlyRsi14' : aspect
}

function aspectsOf(meanings: readonly Meaning[]): readonly string[] {
  const all = [...new Set(present(meanings.map(({ aspect }) => aspect)))]
  const one = framed('rsi14', meanings)
  if (one === null || one === 'rsi14') return all
  return [one, ...all.filter((each) => !framing.has(each))]
}

const framing = new Set(['rsi14', 'weekly', 'monthly'])

/** Beside a word of ranking, or before what is counted: `top ten`, `5 tech stocks`. */
function isCounted(pieces: readonly Piece[], at: number): boolean {
  const [before, after] = [pieces[at - 1], pieces[at + 1]]
  const isRank = [before, after].some((piece) => meaningIn(piece)?.cues.has('rank'))
  const following = meaningIn(after)
  return isRank || (following?.sector ?? null) !== null || (following?.cues.has('market') ?? false)
}

function meaningIn(piece: Piece | undefined): Meaning | null {
  return piece?.type === 'phrase' ? piece.meaning : null
}

/** A number from 1 to 999, in digits or spoken; `one` is a word of many uses. */
function amountIn({ type, words: [word] }: Piece): number | null {
  if (type !== 'word') return null
  const spoken = spokenNumbers.indexOf(word?.lower ?? '')
  if (spoken >= 0) return spoken + 2
  return /^[1-9]\d{0,2}$/.test(word?.lower ?? '') ? Number(word?.lower) : null
}

const spokenNumbers =
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )

function nationOf(piece: Piece): string[] {
  if (piece.type !== 'phrase' || piece.words.length > 1) return []
  const { sector } = piece.meaning
  return sector !== null && isCountry(sector) ? [textOf(piece)] : []
}

function isFinancialAspect({ aspect, isFinancial }: Meaning): boolean {
  return aspect !== null && isFinancial
}

function isOfMarkets(meaning: Meaning): boolean {
  return meaning.isFinancial || meaning.cues.has('market')
}

function present<T>(values: readonly (T | null)[]): T[] {
  return values.filter((value) => value !== null)
}

function unknownOf(pieces: readonly Piece[]): UnknownSymbol[] {
  return pieces.flatMap((piece, at) =>
    piece.type === 'unknown'
      ? [{ text: textOf(piece), isCertain: piece.isFormed || isListed(pieces, at) }]
      : [],
  )
}

/** `AAPL and AAPX`, `AAPX vs AAPL`, `AAPL AAPX`. */
function isListed(pieces: readonly Piece[], at: number): boolean {
  const before = pieces[isConnector(pieces[at - 1]) ? at - 2 : at - 1]
  const after = pieces[isConnector(pieces[at + 1]) ? at + 2 : at + 1]
  return [before, after].some((piece) => piece?.type === 'symbol' || piece?.type === 'name')
}

function isConnector(piece: Piece | undefined): boolean {
  return connectors.has(piece?.words.at(-1)?.lower ?? '')
}

const connectors = new Set('and or vs versus with to v against und y et'.split(' '))

function textOf({ words }: Piece): string {
  return words.map(({ text }) => text).join(' ')
}

/** Numbers, and words of scripts that we do not read, count neither for nor against. */
function isLeftover(piece: Piece | undefined): boolean {
  const lower = piece?.words[0]?.lower ?? ''
  return piece?.type === 'word' && lower >= 'a' && lower < firstBeyondLatin
}

function isUnread({ type, words }: Piece): boolean {
  return type === 'word' && (words[0]?.lower ?? '') >= firstBeyondLatin
}

const firstBeyondLatin = '\u0250'

/** A run is at most three words: a longer one names nothing. */
function leftoversOf(pieces: readonly Piece[]): string[] {
  const runs: Piece[][] = []
  pieces.forEach((piece, at) => {
    if (!isLeftover(piece)) return
    if (at > 0 && isLeftover(pieces[at - 1])) runs.at(-1)?.push(piece)
    else runs.push([piece])
  })
  return runs.filter((run) => run.length <= 3).map((run) => run.map(textOf).join(' '))
}

function openingOf([first]: readonly Piece[]): ReadonlySet<Cue> {
  return first?.type === 'phrase' ? first.meaning.cues : new Set()
}

function countsOf(meanings: readonly Meaning[]): Map<Cue, number> {
  const counts = new Map<Cue, number>()
  for (const { cues } of meanings) {
    for (const cue of cues) counts.set(cue, (counts.get(cue) ?? 0) + 1)
  }
  return counts
}
