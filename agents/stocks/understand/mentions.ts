import type { Listing } from './directory.ts'
import type { Piece } from './scan.ts'

/** Whom a question names; several listings when the name is shared. */
export interface Mention {
  /** The words that name it. */
  readonly text: string
  readonly listings: readonly Listing[]
  /** How surely the words mean a listing; `ordinary` is an everyday word that is a name too. */
  readonly form: 'symbol' | 'name' | 'ordinary'
}

/** In the order of the question, each listing once. */
export function mentionsOf(pieces: readonly Piece[]): Mention[] {
  const mentions = pieces.flatMap((piece, at) =>
    isExchangeOf(piece, [pieces[at - 1], pieces[at + 1]]) ? [] : mentionOf(piece),
  )
  const seen = new Set<string>()
  return mentions.filter((mention) => {
    const key = symbolsOf(mention)
    return !seen.has(key) && seen.add(key)
  })
}

export function symbolsOf({ listings }: Mention): string {
  return listings.map(({ symbol }) => symbol).join(' ')
}

function mentionOf(piece: Piece): Mention[] {
  const text = piece.words.map((word) => word.text).join(' ')
  if (piece.type === 'symbol') return [{ text, listings: [piece.listing], form: 'symbol' }]
  if (piece.type !== 'name') return []
  const { listings, isOrdinary } = piece.match
  return [{ text, listings, form: isOrdinary ? 'ordinary' : 'name' }]
}

/** `NASDAQ: AAPL` and `AAPL (NASDAQ)` name the place, not the index. */
function isExchangeOf(piece: Piece, neighbours: readonly (Piece | undefined)[]): boolean {
  if (piece.type !== 'name' || !exchanges.has(piece.words[0]?.lower ?? '')) return false
  return neighbours.some((neighbour) => neighbour !== undefined && mentionOf(neighbour).length > 0)
}

const exchanges: ReadonlySet<string> = new Set(['nasdaq', 'tsx', 'shanghai'])
