import type { Listing, SymbolDirectory } from './directory.ts'
import { acronyms, functionWords, symbolWords } from './symbol-words.ts'
import { listedTag } from './us-shares.ts'
import { vocabulary } from './vocabulary.ts'
import { exchangeSuffixes, isLatinCapitals, type Word } from './words.ts'

/** A word that is written as a symbol; `listing` is null when nobody we know is called that. */
export interface FormedSymbol {
  readonly listing: Listing | null
}

export interface SymbolScan {
  readonly directory: SymbolDirectory
  /** The whole question is in capitals, so that capitals say nothing. */
  readonly isShouting: boolean
}

/** By form alone: a cashtag, or an ending or sign that only symbols have. */
export function formedSymbol(word: Word, directory: SymbolDirectory): FormedSymbol | undefined {
  const listing = directory.get(word.text)
  if (word.isCashtag) return { listing: listing ?? null }
  if (word.text.startsWith('^')) return { listing: listing ?? null }
  const suffix = suffixOf(word.text)
  if (suffix === undefined) return undefined
  return { listing: listing ?? foreignListing(word.text, suffix, directory) }
}

/** A known symbol that is written without any sign: in capitals, or in lower case where that is safe. */
export function plainSymbol(
  words: readonly Word[],
  at: number,
  { directory, isShouting }: SymbolScan,
): Listing | undefined {
  const word = words[at]
  if (word === undefined) return undefined
  const listing = directory.get(word.text)
  if (listing === undefined) return undefined
  if (listing.tags.includes(listedTag))
    return isListedSymbol(words, at, isShouting) ? listing : undefined
  const isSymbol =
    word.isCapitals && !isShouting ? isCapitalSymbol(words, at) : isLowerCaseSymbol(words, at)
  return isSymbol ? listing : undefined
}

/** One of thousands that few have heard of: in capitals where they say something, or beside a market word. */
function isListedSymbol(words: readonly Word[], at: number, isShouting: boolean): boolean {
  if (isNamedAsSymbol(words, at)) return true
  const lower = words[at]?.lower ?? ''
  if (words[at]?.isCapitals !== true || isShouting)
    return !functionWords.has(lower) && isBesideMarketWord(words, at)
  if (lower.length < 3 && words.length > 1) return isBesideMarketWord(words, at)
  return isCapitalSymbol(words, at)
}

/** Looks like a symbol in capitals, and like nothing else: `AAPX`. */
export function looksLikeSymbol(word: Word): boolean {
  if (!word.isCapitals || word.text.length < 2 || word.text.length > 10) return false
  return isLatinCapitals(word.text) && !acronyms.has(word.lower)
}

/** True when all is in capitals and some of it is plain language: `COMPARE AAPL AND TSLA`, but not `AAPL TSLA`. */
export function isAllCapitals(words: readonly Word[], directory: SymbolDirectory): boolean {
  if (words.length < 2 || words.some((word) => word.text !== word.text.toUpperCase())) return false
  return words.some(({ lower }) => isPlainLanguage(lower, directory))
}

function isPlainLanguage(lower: string, directory: SymbolDirectory): boolean {
  const meaning = vocabulary.get(lower)
  if (meaning === undefined || meaning.isFinancial || meaning.cues.has('market')) return false
  return directory.get(lower) === undefined
}

function suffixOf(text: string): string | undefined {
  const upper = text.toUpperCase()
  const dot = upper.lastIndexOf('.')
  if (dot > 0 && exchangeSuffixes.has(upper.slice(dot + 1))) return upper.slice(dot)
  const sign = ['=X', '=F', '-USD', '.A', '.B', '-A', '-B'].find((end) => upper.endsWith(end))
  return sign !== undefined && upper.length > sign.length + 1 ? sign : undefined
}

/** A listing abroad that we do not list is taken at its word, unless it is a slip for one that we do. */
function foreignListing(text: string, suffix: string, directory: SymbolDirectory): Listing | null {
  if (!exchangeSuffixes.has(suffix.slice(1))) return null
  const symbol = text.toUpperCase()
  const near = directory.near(symbol.slice(0, -suffix.length))
  if (near.some((listing) => listing.symbol.endsWith(suffix))) return null
  return { symbol, name: symbol, tags: [] }
}

function isCapitalSymbol(words: readonly Word[], at: number): boolean {
  const lower = words[at]?.lower ?? ''
  if (acronyms.has(lower)) return words.length === 1 || isBesideMarketWord(words, at)
  return !(lower === 'a' && at === 0 && words.length > 1) && !(lower === 'or' && words.length > 1)
}

function isLowerCaseSymbol(words: readonly Word[], at: number): boolean {
  const lower = words[at]?.lower ?? ''
  if (functionWords.has(lower)) return isNamedAsSymbol(words, at)
  const isSafe = lower.length > 2 || words.length === 1
  if (isSafe && !symbolWords.has(lower)) return true
  return isBesideMarketWord(words, at)
}

function isBesideMarketWord(words: readonly Word[], at: number): boolean {
  const [beforeLast, before] = [words[at - 2]?.lower ?? '', words[at - 1]?.lower ?? '']
  if (isNamedAsSymbol(words, at)) return true
  if (marketWords.has(words[at + 1]?.lower ?? '')) return true
  return (before === 'of' || before === 'for') && marketWords.has(beforeLast)
}

/** `ticker ALL`, `the symbol on`. */
function isNamedAsSymbol(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.lower
  return before === 'ticker' || before === 'symbol'
}

const marketWords: ReadonlySet<string> = new Set(
  'stock stocks share shares ticker rsi macd price prices dividend dividends eps beta volatility chart valuation aktie'.split(
    ' ',
  ),
)
