import { AppError } from '../../core/errors.ts'
import type { Reading } from '../../core/project.ts'
import type { Watcher, Watchlist } from '../../core/watchlist.ts'
import { list } from './sentence.ts'
import { analystNames, aspects } from './understand/aspects.ts'
import { shownOf } from './understand/readings.ts'

/**
 * A question about the asker's watchlist becomes one about what is on it, and a wish to change it is granted: only here,
 * in the person's own turn. Doing it twice does no harm.
 */
export async function watched(
  reading: Reading,
  asker: Watcher,
  watchlist: Watchlist | undefined,
): Promise<Reading> {
  if (watchlist === undefined) return reading
  switch (reading.intent) {
    case 'watch':
    case 'unwatch':
      return changed(reading, asker, watchlist)
    case 'portfolio':
      return lookedAt(reading, await symbolsOf(watchlist, asker))
    default:
      return reading
  }
}

/** A list that is full says so. */
async function changed(reading: Reading, asker: Watcher, watchlist: Watchlist): Promise<Reading> {
  const verb = reading.intent === 'watch' ? 'add' : 'remove'
  try {
    for (const symbol of reading.symbols) {
      // oxlint-disable-next-line no-await-in-loop -- they stay in the order in which they were said.
      await watchlist[verb](asker, symbol)
    }
  } catch (error) {
    const { code, said } = AppError.from(error)
    if (code !== 'invalid') throw error
    return { ...reading, answer: said }
  }
  const symbols = await symbolsOf(watchlist, asker)
  const answer =
    symbols.length === 0
      ? 'Done: there is nothing on your watchlist now.'
      : `Done: on your watchlist ${symbols.length === 1 ? 'is' : 'are'} ${list(symbols)}.`
  return { ...reading, answer }
}

/** All of them where one table holds them, else the best. */
function lookedAt(reading: Reading, symbols: readonly string[]): Reading {
  if (symbols.length === 0) return reading
  const { aspect, order } = reading
  const known = aspect === null ? undefined : aspects[aspect]?.analyst
  const rest = { analysts: known === undefined ? analystNames : [known], answer: null, choices: [] }
  const most = shownOf(reading)
  const shown = { ...reading, ...rest, intent: 'ranking', symbols: symbols.slice(0, most) }
  return symbols.length > most || order !== undefined ? { ...shown, candidates: symbols } : shown
}

async function symbolsOf(watchlist: Watchlist, asker: Watcher): Promise<readonly string[]> {
  return (await watchlist.list(asker)).map(({ symbol }) => symbol)
}
