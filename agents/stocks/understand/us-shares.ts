import type { ListingBook, UsListing } from '../listings/book.ts'
import { keysOf, shownName } from '../listings/names.ts'
import type { Listing, NameMatch } from './directory.ts'
import { functionWords, symbolWords } from './symbol-words.ts'
import { vocabulary } from './vocabulary.ts'

/** The SEC's list as the directory reads it: behind the table of well-known names, and less easily taken for meant. */
export interface UsShares {
  readonly symbols: ReadonlyMap<string, Listing>
  readonly names: ReadonlyMap<string, NameMatch>
}

/** What a listing carries that is on the SEC's list alone. */
export const listedTag = 'listed'

/** Made when it is first asked for, and again when there is a newer list. */
export function usShares(book: ListingBook): () => UsShares {
  let made: { readonly of: readonly UsListing[]; readonly shares: UsShares } | null = null
  return () => {
    const rows = book.all()
    if (made?.of !== rows) made = { of: rows, shares: indexOf(rows) }
    return made.shares
  }
}

function indexOf(rows: readonly UsListing[]): UsShares {
  const symbols = new Map<string, Listing>()
  const names = new Map<string, NameMatch>()
  const companies = new Map<string, number>()
  for (const row of rows) {
    const listing = listingOf(row)
    symbols.set(row.symbol, listing)
    // Who trades off the exchanges is asked for by symbol, if at all, and is thousands of names.
    if (row.exchange === null || row.exchange === 'OTC') continue
    for (const key of keysOf(row.name)) {
      if (!isTelling(key)) continue
      const known = names.get(key)
      // Of the shares of one company the first is the one that is traded most; other companies share the name.
      if (known !== undefined && companies.get(key) === row.cik) continue
      companies.set(key, row.cik)
      const listings = [...(known?.listings ?? []), listing].slice(0, mostOfAName)
      names.set(key, { listings, isOrdinary: !key.includes(' ') })
    }
  }
  return { symbols, names }
}

const mostOfAName = 4

const tags = ['us', listedTag]

/** Few of thousands are ever shown, so their names are put into shape when they are. */
function listingOf(row: UsListing): Listing {
  return {
    symbol: row.symbol,
    get name() {
      return shownName(row)
    },
    tags,
  }
}

/** A word of everyday language, or of markets, is no name here: `progressive` is, `target`, `energy` and `now` are not. */
function isTelling(key: string): boolean {
  if (key.length < 4) return false
  if (key.includes(' ')) return !vocabulary.has(key)
  return !vocabulary.has(key) && !symbolWords.has(key) && !functionWords.has(key)
}
