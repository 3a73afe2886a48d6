/** Prices for tests and benches: the same in every run, and unmistakably made up. */
import type { Bar, Prices } from '../types.ts'

/** Two waves on a slope, one bar a calendar day, ending on `end`. */
export function samplePrices(length: number, end = '2020-06-30'): Prices {
  return pricesOf(
    Array.from({ length }, (_, row) => {
      const close = 100 + row / 50 + 9 * Math.sin(row / 11) + 2 * Math.sin(row * 1.9)
      const reach = 1 + Math.abs(Math.sin(row * 0.7))
      const volume = 1_000_000 + (row % 97) * 10_000
      const date = dayBefore(end, length - 1 - row)
      return { date, open: close - 0.3, high: close + reach, low: close - reach, close, volume }
    }),
  )
}

/** A price for each calendar day up to `end`, with nothing around it. */
export function samplePath(closes: readonly number[], end = '2020-06-30'): Prices {
  return pricesOf(
    closes.map((close, row) => {
      const date = dayBefore(end, closes.length - 1 - row)
      return { date, open: close, high: close, low: close, close, volume: 1000 }
    }),
  )
}

function pricesOf(bars: readonly Bar[]): Prices {
  return { symbol: 'SMPL', name: null, currency: 'USD', bars }
}

function dayBefore(end: string, days: number): string {
  return new Date(Date.parse(end) - days * 86_400_000).toISOString().slice(0, 10)
}
