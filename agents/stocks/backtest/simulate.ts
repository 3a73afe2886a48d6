import type { Bar } from '../types.ts'
import type { PastRating } from './ratings.ts'

/** What one unit of money became. */
export interface Simulation {
  /** At the close of each day, the first of them 1. */
  readonly equity: readonly number[]
  /** Purchases and sales. */
  readonly trades: number
  /** Days on which shares were held, of all days. */
  readonly heldDays: number
}

/**
 * In the share after a buy, out of it after a sell, as before after a hold. A rating is made at the close of its day
 * and followed at the next day's open; cash earns nothing, and the share's dividends are not counted.
 */
export function followed(
  bars: readonly Bar[],
  ratings: readonly PastRating[],
  costBasisPoints: number,
): Simulation {
  const leanings = new Map(ratings.map(({ day, leaning }) => [day, leaning]))
  const kept = 1 - costBasisPoints / 10_000
  let [cash, shares, trades, heldDays, wanted] = [1, 0, 0, 0, 0]
  const equity = bars.map(({ date, open, close }) => {
    if (wanted === 1 && shares === 0) [shares, cash, trades] = [(cash * kept) / open, 0, trades + 1]
    if (wanted === -1 && shares > 0) [cash, shares, trades] = [shares * open * kept, 0, trades + 1]
    if (shares > 0) heldDays += 1
    wanted = leanings.get(date) ?? 0
    return cash + shares * close
  })
  return { equity, trades, heldDays }
}

/** Bought at the second day's open and held. */
export function bought(bars: readonly Bar[], costBasisPoints: number): Simulation {
  const day = bars[0]?.date ?? ''
  return followed(bars, [{ day, rating: 'buy', score: 1, leaning: 1 }], costBasisPoints)
}
