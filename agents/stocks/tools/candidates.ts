import { AppError } from '../../../core/errors.ts'
import type { Watcher, Watchlist } from '../../../core/watchlist.ts'
import type { SymbolDirectory } from '../understand/directory.ts'

export interface WantedList {
  readonly symbols?: readonly string[] | undefined
  readonly sector?: string | undefined
  readonly watchlist?: boolean | undefined
}

interface Lists {
  readonly directory: SymbolDirectory
  readonly watchlist?: Watchlist | undefined
}

/** The symbols that are meant. Throws `not_found` where there are none. */
export async function candidatesOf(
  { symbols, sector = '' }: WantedList,
  { directory, watchlist }: Lists,
  watcher: Watcher,
): Promise<readonly string[]> {
  if (symbols !== undefined) return symbols
  if (sector === '') {
    const watched = (await watchlist?.list(watcher)) ?? []
    return orNone(
      watched.map(({ symbol }) => symbol),
      'There is nothing on your watchlist.',
    )
  }
  await directory.ready()
  const listed = directory.tagged(sector.trim().toLowerCase()).map(({ symbol }) => symbol)
  return orNone(
    listed.length === 0 ? [] : directory.preferred(listed),
    `I know no sector ${sector}.`,
  )
}

function orNone(symbols: readonly string[], said: string): readonly string[] {
  if (symbols.length > 0) return symbols
  throw new AppError('not_found', said, { said })
}
