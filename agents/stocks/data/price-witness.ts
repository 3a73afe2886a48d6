import { withDeadline } from '../../../core/deadline.ts'
import { AppError } from '../../../core/errors.ts'
import type { Bar, Fetched, Prices, PriceWitness, SecondClose, Source } from '../types.ts'

/** Two vendors' closes of one day may be the last trade of one exchange and of all: that far apart they are one. */
export const closeTolerance = 0.005

/** A reply waits so much longer for a second price, and no more. */
const patienceMs = 1_500

/**
 * The next source of real prices behind the one that is shown, for the close of the same day in the same money. What
 * it cannot say in time is left out: the price that is shown is no less true for it.
 */
export function priceWitness(
  sources: readonly Source<Prices>[],
  withinMs = patienceMs,
): PriceWitness {
  const real = sources.filter(({ name }) => name !== 'demo')
  return async (shown, request) => {
    const second = real[real.findIndex(({ name }) => isFrom(shown, name)) + 1]
    if (shown.freshness === 'demo' || second === undefined || isFrom(shown, second.name))
      return null
    try {
      const other = await withDeadline(request.signal, withinMs, (signal) =>
        second.fetch({ ...request, signal }),
      )
      return other.freshness === 'demo' ? null : secondClose(shown, other)
    } catch (error) {
      request.signal.throwIfAborted()
      const known = AppError.from(error)
      if (known.code === 'bug') throw known
      return null
    }
  }
}

/** `csv:AAPL.csv` is from `csv`. */
function isFrom({ source }: Fetched<Prices>, name: string): boolean {
  return source.split(':', 1)[0] === name
}

function secondClose(shown: Fetched<Prices>, other: Fetched<Prices>): SecondClose | null {
  const last = shown.value.bars.at(-1)
  const same = other.value.bars.findLast(({ date }) => date === last?.date)
  const { currency } = shown.value
  if (last === undefined || same === undefined) return null
  if (currency === null || currency !== other.value.currency) return null
  return {
    date: same.date,
    close: same.close,
    source: other.source,
    fetchedAt: other.fetchedAt,
    relation: relationOf(last, same, factorsOf(shown.value.bars, other.value.bars)),
  }
}

function relationOf(last: Bar, same: Bar, factors: readonly number[]): SecondClose['relation'] {
  const gap = Math.abs(last.close - same.close)
  if (gap <= closeTolerance * Math.max(last.close, same.close)) return 'agrees'
  return isOneFactor(factors) ? 'otherwise adjusted' : 'differs'
}

/** How many times the one close is the other, on the last days that both have. */
function factorsOf(shown: readonly Bar[], other: readonly Bar[]): readonly number[] {
  const known = new Map(other.slice(-lookBack).map(({ date, close }) => [date, close]))
  return shown.slice(-lookBack).flatMap(({ date, close }) => {
    const second = known.get(date)
    return second === undefined ? [] : [close / second]
  })
}

const lookBack = 60
const fewest = 5

/** The same on every day: not another price, but another adjustment for splits or dividends. */
function isOneFactor(factors: readonly number[]): boolean {
  const [least, most] = [Math.min(...factors), Math.max(...factors)]
  return factors.length >= fewest && most <= least * (1 + closeTolerance)
}
