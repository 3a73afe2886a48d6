import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { type ListingBook, openListings } from '../listings/book.ts'
import { formerSymbol } from './former.ts'
import { slipsBetween } from './nearness.ts'
import { type TrigramIndex, trigramIndex } from './trigrams.ts'
import { type UsShares, usShares } from './us-shares.ts'
import { keyOf } from './words.ts'

/** Something that has a price on an exchange. */
export interface Listing {
  readonly symbol: string
  readonly name: string
  /** Country, kind and sectors: `us`, `index`, `tech`. */
  readonly tags: readonly string[]
}

/** Whose name it is; several when the name is shared. */
export interface NameMatch {
  readonly listings: readonly Listing[]
  /** True for a name that is also an everyday word (`target`, `apple`): it takes more than the word to mean the company. */
  readonly isOrdinary: boolean
}

export interface SymbolDirectory {
  /** Resolves once the symbols of the data source are known too. */
  ready(): Promise<void>
  /** By name or alias, written as `keyOf` writes it; undefined when nobody is called that. */
  find(name: string): NameMatch | undefined
  /** By symbol: `aapl`, `BRK.B` and `RELIANCE` find AAPL, BRK-B and RELIANCE.NS. */
  get(symbol: string): Listing | undefined
  /** Listings whose symbol or name is nearly that, best first, at most four. */
  near(text: string): readonly Listing[]
  /** Listings one of whose names begins with that word and goes on, best known first, at most six. */
  begunWith(word: string): readonly Listing[]
  /** All listings with a tag, best known first. */
  tagged(tag: string): readonly Listing[]
  /** Those that the data source lists; all of them when it lists none. */
  preferred(symbols: readonly string[]): readonly string[]
}

export interface DirectoryDeps {
  /** The symbols that the data source lists; empty where it cannot list them or knows far more. */
  readonly extra: () => Promise<readonly string[]>
  /** All shares that trade in the United States; the list that was shipped when absent. */
  readonly book?: ListingBook
}

export function symbolDirectory({
  extra,
  book = openListings(null),
}: DirectoryDeps): SymbolDirectory {
  let offered: ReadonlySet<string> = new Set()
  let index = indexOf(shipped, offered)
  let loading: Promise<void> | null = null
  const shares = usShares(book)
  const near = nearest(shares)

  async function load(): Promise<void> {
    offered = new Set(await extra())
    index = indexOf([...shipped, ...unnamed(offered)], offered)
  }

  return {
    // A source that cannot list its symbols says so itself when it is asked for prices; until then the shipped names do.
    ready: () =>
      (loading ??= load().catch(() => {
        loading = null
      })),
    find: (name) => index.names.get(name) ?? shares().names.get(name),
    get: (symbol) => getFrom(symbol, [index.symbols, shares().symbols]),
    near: (text) => near(text, index),
    begunWith: (word) => begunWith(word, [index.names, shares().names]),
    tagged: (tag) => index.listings.filter(({ tags }) => tags.includes(tag)),
    preferred(symbols) {
      const listed = symbols.filter((symbol) => offered.has(symbol))
      return listed.length > 0 ? listed : symbols
    },
  }
}

interface Row extends Listing {
  readonly aliases: readonly string[]
}

interface Index {
  readonly listings: readonly Listing[]
  readonly symbols: ReadonlyMap<string, Listing>
  readonly names: ReadonlyMap<string, NameMatch>
}

/** Listings that only count where the data source has them: exchange rates, and companies that are no longer traded. */
const onlyIfOffered = ['currency', 'historic']

/** All listings that come with the project. */
export const shipped: readonly Row[] = rowsOf(
  readFileSync(join(import.meta.dirname, 'listings.tsv'), 'utf8'),
)

function rowsOf(table: string): Row[] {
  return table
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [symbol = '', tags = '', name = '', aliases = ''] = line.split('\t')
      return { symbol, name, tags: tags.split(' '), aliases: aliases.split(', ').filter(Boolean) }
    })
}

function unnamed(offered: ReadonlySet<string>): Row[] {
  const named = new Set(shipped.map(({ symbol }) => symbol))
  return [...offered]
    .filter((symbol) => !named.has(symbol))
    .map((symbol) => ({ symbol, name: symbol, tags: [], aliases: [] }))
}

function indexOf(rows: readonly Row[], offered: ReadonlySet<string>): Index {
  const symbols = new Map<string, Listing>()
  const names = new Map<string, NameMatch>()
  const listings = rows.filter(
    ({ symbol, tags }) => offered.has(symbol) || !tags.some((tag) => onlyIfOffered.includes(tag)),
  )
  for (const listing of listings) {
    symbols.set(listing.symbol, listing)
    for (const alias of [listing.name, ...listing.aliases]) addName(names, alias, listing)
  }
  for (const listing of listings) {
    const root = rootOf(listing.symbol)
    if (!symbols.has(root)) symbols.set(root, listing)
  }
  return { listings, symbols, names }
}

function addName(names: Map<string, NameMatch>, alias: string, listing: Listing): void {
  const key = keyOf(alias)
  const known = names.get(key)
  const listings = known?.listings ?? []
  names.set(key, {
    listings: listings.includes(listing) ? listings : [...listings, listing],
    isOrdinary: alias.startsWith('~') || (known?.isOrdinary ?? false),
  })
}

/** `RELIANCE.NS` → `RELIANCE`, `^GSPC` → `GSPC`, `EURUSD=X` → `EURUSD`. */
function rootOf(symbol: string): string {
  const [root = ''] = symbol.replace('^', '').replace('=X', '').split('.')
  return root
}

function symbolForms(symbol: string): string[] {
  const upper = symbol.toUpperCase()
  return [upper, upper.replace('.', '-'), upper.replace('-', '.')]
}

type Symbols = ReadonlyMap<string, Listing>

/** From the first that has it; a symbol that was renamed stands for the one that took its place. */
function getFrom(symbol: string, places: readonly Symbols[]): Listing | undefined {
  const forms = symbolForms(symbol)
  const found = places.flatMap((symbols) => forms.map((form) => symbols.get(form))).find(Boolean)
  if (found !== undefined) return found
  const former = formerSymbol(symbol)
  if (!former?.successor) return undefined
  const { successor, name } = former
  // Abroad no list is whole, so a successor there is taken at its word.
  return getFrom(successor, places) ?? { symbol: successor, name, tags: [] }
}

function begunWith(word: string, places: readonly ReadonlyMap<string, NameMatch>[]): Listing[] {
  const start = `${keyOf(word)} `
  const found = places.flatMap((names) =>
    [...names].flatMap(([name, { listings }]) => (name.startsWith(start) ? listings : [])),
  )
  return [...new Map(found.map((listing) => [listing.symbol, listing])).values()].slice(
    0,
    mostBegun,
  )
}

const mostBegun = 6

/** Everything that a slip of the pen could have meant, by its spelling. */
interface Spellings {
  readonly of: Index
  readonly texts: readonly string[]
  readonly listings: readonly (readonly Listing[])[]
  readonly index: TrigramIndex
}

/**
 * Those of the well-known; where none is near, and a capital says that a name is meant, those that are on the SEC's
 * list alone.
 */
function nearest(shares: () => UsShares): (text: string, index: Index) => Listing[] {
  let known: Spellings | null = null
  let listed: { readonly of: UsShares; readonly spellings: Spellings } | null = null
  return (text, index) => {
    if (known?.of !== index) known = spellingsOf(index)
    const found = nearIn(text, known)
    if (found.length > 0 || text.length < shortestListed || !/^\p{Lu}/u.test(text)) return found
    const { symbols, names } = shares()
    if (listed?.of.names !== names) {
      const listings = [...symbols.values()]
      listed = { of: { symbols, names }, spellings: spellingsOf({ listings, symbols, names }) }
    }
    return nearIn(text, listed.spellings)
  }
}

/** Nearly everything shorter is near to one of thousands of symbols. */
const shortestListed = 6

function spellingsOf(index: Index): Spellings {
  const entries: (readonly [text: string, listings: readonly Listing[]])[] = [
    ...index.listings.map((listing) => [rootOf(listing.symbol).toLowerCase(), [listing]] as const),
    ...[...index.names].map(([name, match]) => [name, match.listings] as const),
  ]
  const texts = entries.map(([text]) => text)
  return { of: index, texts, listings: entries.map(([, of]) => of), index: trigramIndex(texts) }
}

function nearIn(text: string, { texts, listings, index }: Spellings): Listing[] {
  const wanted = rootOf(text).toLowerCase()
  if (wanted.length > longestNear) return []
  const close = index.candidates(wanted).flatMap((number) => {
    const slips = slipsBetween(wanted, texts[number] ?? '')
    return slips === null ? [] : [{ slips, number }]
  })
  close.sort((one, other) => one.slips - other.slips || one.number - other.number)
  return [...new Set(close.flatMap(({ number }) => listings[number] ?? []))].slice(0, mostNear)
}

/** No name is longer; a paste is. */
const longestNear = 60

const mostNear = 4
