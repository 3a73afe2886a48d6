import type { Call, CallScore, CallStore } from '../../../core/call-store.ts'
import { AppError } from '../../../core/errors.ts'
import type { Job } from '../../../core/types.ts'
import { addDays, dayOf } from '../data/day.ts'
import { benchmarkOf } from '../technical/benchmark.ts'
import type { Bar, MarketData } from '../types.ts'
import { horizons, outcomeOf } from './outcome.ts'

export interface ScoringDeps {
  readonly calls: CallStore
  readonly data: Pick<MarketData, 'prices'>
  /** Milliseconds since the epoch; a test may turn the clock. */
  readonly now?: () => number
}

/** So many at once; the next night goes on. */
const most = 2_000
/** What could not be scored within this time after it was due, because the share is gone say, is given up. */
const patienceDays = 365

/** Every night: holds calls that are old enough against what came after. Safe to repeat. */
export function scoreCalls({ calls, data, now = Date.now }: ScoringDeps): Job {
  return { name: 'stocks.score-calls', schedule: { cron: '43 2 * * *' }, run }

  async function run(_payload: unknown, signal: AbortSignal): Promise<void> {
    const askedAt = new Date(now())
    const pricesOf = pricesOnce(data, { askedAt, signal })
    for (const horizonDays of horizons) {
      // oxlint-disable-next-line no-await-in-loop -- the prices of the first serve the second.
      await scoreAt(horizonDays, { askedAt, signal, pricesOf })
    }
  }

  async function scoreAt(horizonDays: number, { askedAt, signal, pricesOf }: Run): Promise<void> {
    const due = await calls.due({ horizonDays, ...daysOf(horizonDays, askedAt), most })
    const bySymbol = Map.groupBy(due, ({ symbol }) => symbol)
    let failures = 0
    for (const [symbol, made] of bySymbol) {
      signal.throwIfAborted()
      // oxlint-disable no-await-in-loop -- one symbol at a time: nobody waits, and sources limit their callers.
      const scores = await scoresOf(made, { symbol, horizonDays, pricesOf })
      if (scores === null) failures += 1
      await calls.score(scores ?? [])
      await calls.noteTried(made)
      // oxlint-enable no-await-in-loop
    }
    if (failures > 0 && failures === bySymbol.size) {
      throw new AppError('unavailable', `no prices to score calls by, of ${failures} symbols`)
    }
  }
}

interface Run {
  readonly askedAt: Date
  readonly signal: AbortSignal
  readonly pricesOf: PricesOf
}

/** Real bars, oldest first; null where there are none to be had. */
type PricesOf = (symbol: string) => Promise<readonly Bar[] | null>

interface Scoring {
  readonly symbol: string
  readonly horizonDays: number
  readonly pricesOf: PricesOf
}

/** Null where a source did not answer; fewer than were asked for where some are not old enough yet. */
async function scoresOf(
  made: readonly Call[],
  { symbol, horizonDays, pricesOf }: Scoring,
): Promise<readonly CallScore[] | null> {
  const market = benchmarkOf(symbol)
  // An index is its own market: nothing to hold it against.
  if (market === null) return []
  const [bars, benchmark] = [await pricesOf(symbol), await pricesOf(market)]
  if (bars === null || benchmark === null) return null
  return made.flatMap(({ turnId, calledOn }) => {
    const outcome = outcomeOf({ bars, benchmark, calledOn, horizonDays })
    return outcome === null ? [] : [{ turnId, symbol, horizonDays, benchmark: market, ...outcome }]
  })
}

/** Each symbol once. Made-up prices are no measure of a real call. */
function pricesOnce(
  { prices }: Pick<MarketData, 'prices'>,
  { askedAt, signal }: Omit<Run, 'pricesOf'>,
): PricesOf {
  const known = new Map<string, Promise<readonly Bar[] | null>>()
  return (symbol) => {
    const found = known.get(symbol) ?? fetched(symbol)
    known.set(symbol, found)
    return found
  }

  async function fetched(symbol: string): Promise<readonly Bar[] | null> {
    try {
      const { value, freshness } = await prices.fetch({ symbol, askedAt, signal })
      return freshness === 'demo' ? null : value.bars
    } catch {
      signal.throwIfAborted()
      // Tried again the next night; the run fails only where no symbol has prices.
      return null
    }
  }
}

/** So many trading days take at least 7 days for 5. */
function daysOf(horizonDays: number, askedAt: Date) {
  const calledTo = addDays(dayOf(askedAt), -Math.ceil((horizonDays * 7) / 5))
  return { calledFrom: addDays(calledTo, -patienceDays), calledTo }
}
