import type { Listing, NameMatch, SymbolDirectory } from './directory.ts'
import { periodAt } from './periods.ts'
import { formedSymbol, isAllCapitals, looksLikeSymbol, plainSymbol } from './symbols.ts'
import { longestPhrase, type Meaning, vocabulary } from './vocabulary.ts'
import type { Word } from './words.ts'

/** A stretch of a question and what it is. Together the pieces are the whole question. */
export type Piece =
  | { readonly type: 'symbol'; readonly words: readonly Word[]; readonly listing: Listing }
  | { readonly type: 'name'; readonly words: readonly Word[]; readonly match: NameMatch }
  /** Written like a symbol, but nobody we know is called that. */
  | { readonly type: 'unknown'; readonly words: readonly Word[]; readonly isFormed: boolean }
  | { readonly type: 'period'; readonly words: readonly Word[]; readonly period: string }
  | { readonly type: 'phrase'; readonly words: readonly Word[]; readonly meaning: Meaning }
  /** A word that we have nothing to say about. */
  | { readonly type: 'word'; readonly words: readonly Word[] }

export interface ScanDeps {
  readonly directory: SymbolDirectory
  readonly askedAt: Date
}

interface Scanner extends ScanDeps {
  readonly isShouting: boolean
}

/** Cuts a question into pieces, from the left, always the longest: a bounded number of look-ups for each word. */
export function scan(words: readonly Word[], deps: ScanDeps): Piece[] {
  const scanner = { ...deps, isShouting: isAllCapitals(words, deps.directory) }
  const pieces: Piece[] = []
  for (let at = 0; at < words.length; at += pieces.at(-1)?.words.length ?? 1) {
    pieces.push(pieceAt(words, at, scanner))
  }
  return pieces
}

/** What the words from `at` on are; where two readings are equally long, the earlier in this list. */
function pieceAt(words: readonly Word[], at: number, scanner: Scanner): Piece {
  const word = words.slice(at, at + 1)
  const [first] = word
  if (first === undefined) return { type: 'word', words: word }
  const formed = formedSymbol(first, scanner.directory)
  if (formed !== undefined) return formedPiece(word, formed.listing)
  const { phrase, name } = knownAt(words, at, scanner.directory)
  const readings: (Piece | undefined)[] = [
    phrase?.meaning.isFinancial === true ? phrase : undefined,
    capitalAt(words, at, scanner),
    first.isCapitals ? name : undefined,
    periodPieceAt(words, at, scanner.askedAt),
    name,
    symbolPieceAt(words, at, scanner),
    phrase,
    looksLikeSymbol(first) && !scanner.isShouting
      ? { type: 'unknown', words: word, isFormed: false }
      : undefined,
  ]
  return (
    longestOf(readings.filter((reading) => reading !== undefined)) ?? { type: 'word', words: word }
  )
}

function longestOf(readings: readonly Piece[]): Piece | undefined {
  const longest = Math.max(...readings.map(({ words }) => words.length))
  return readings.find(({ words }) => words.length === longest)
}

function formedPiece(words: readonly Word[], listing: Listing | null): Piece {
  return listing === null
    ? { type: 'unknown', words, isFormed: true }
    : { type: 'symbol', words, listing }
}

type PhrasePiece = Extract<Piece, { type: 'phrase' }>
type NamePiece = Extract<Piece, { type: 'name' }>

/** The longest phrase and the longest name that start here. */
function knownAt(
  words: readonly Word[],
  at: number,
  directory: SymbolDirectory,
): { phrase?: PhrasePiece; name?: NamePiece } {
  const found: { phrase?: PhrasePiece; name?: NamePiece } = {}
  let key = ''
  for (let end = at + 1; end <= Math.min(words.length, at + longestPhrase); end += 1) {
    const lower = words[end - 1]?.lower ?? ''
    key = end === at + 1 ? lower : `${key} ${lower}`
    const meaning = vocabulary.get(key)
    if (meaning !== undefined)
      found.phrase = { type: 'phrase', words: words.slice(at, end), meaning }
    const match = directory.find(key)
    if (match !== undefined) found.name = { type: 'name', words: words.slice(at, end), match }
  }
  return found
}

function capitalAt(words: readonly Word[], at: number, scanner: Scanner): Piece | undefined {
  return words[at]?.isCapitals === true ? symbolPieceAt(words, at, scanner) : undefined
}

function symbolPieceAt(words: readonly Word[], at: number, scanner: Scanner): Piece | undefined {
  const listing = plainSymbol(words, at, scanner)
  return listing === undefined
    ? undefined
    : { type: 'symbol', words: words.slice(at, at + 1), listing }
}

function periodPieceAt(words: readonly Word[], at: number, askedAt: Date): Piece | undefined {
  const match = periodAt(words, at, askedAt)
  return match === undefined
    ? undefined
    : { type: 'period', words: words.slice(at, at + match.length), period: match.period }
}
