import { expect, it } from 'vitest'

import { addDays } from '../data/day.ts'
import type { Bar } from '../types.ts'
import { measuresOf } from './measures.ts'
import type { PastRating } from './ratings.ts'
import { bought, followed } from './simulate.ts'

/** Opens at the close of the day before. */
function bars(closes: readonly number[]): Bar[] {
  return closes.map((close, at) => {
    const open = closes[Math.max(0, at - 1)] ?? close
    const [high, low] = [Math.max(open, close), Math.min(open, close)]
    return { date: addDays('2025-01-01', at), open, high, low, close, volume: 1 }
  })
}

function rated(at: number, leaning: -1 | 0 | 1): PastRating {
  const rating = { '-1': 'sell', '0': 'hold', '1': 'buy' }[leaning]
  return { day: addDays('2025-01-01', at), rating, score: leaning / 2, leaning }
}

it('buys at the open after a buy, keeps through a hold, and sells at the open after a sell', () => {
  const ratings = [rated(0, 1), rated(1, 0), rated(2, -1)]
  const { equity, trades, heldDays } = followed(bars([100, 110, 121, 60, 30]), ratings, 0)
  expect(equity.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([1, 1.1, 1.21, 1.21, 1.21])
  expect({ trades, heldDays }).toEqual({ trades: 2, heldDays: 2 })
})

it('does nothing without a rating, and never trades twice the same way', () => {
  expect(followed(bars([1, 2, 3]), [], 10)).toEqual({ equity: [1, 1, 1], trades: 0, heldDays: 0 })
  const again = [rated(0, 1), rated(1, 1), rated(2, 1)]
  expect(followed(bars([1, 2, 3, 4]), again, 0).trades).toBe(1)
})

it('takes the cost of each trade', () => {
  const { equity } = followed(bars([100, 100, 100]), [rated(0, 1), rated(1, -1)], 100)
  expect(equity.at(-1)).toBeCloseTo(0.99 * 0.99, 12)
  expect(bought(bars([100, 200]), 50).equity.at(-1)).toBeCloseTo(2 * 0.995, 12)
})

it('measures return, return a year and the deepest fall', () => {
  const year = bars(Array.from({ length: 367 }, () => 1))
  const measures = measuresOf([1, 1.5, 0.75, 1.2], year)
  expect(measures.returnPercent).toBeCloseTo(20)
  expect(measures.yearlyPercent).toBeCloseTo(20, 0)
  expect(measures.drawdownPercent).toBeCloseTo(50)
  expect(measuresOf([1, 2], bars([1, 2])).yearlyPercent).toBeNull()
})
