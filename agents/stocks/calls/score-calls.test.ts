import { describe, expect, it } from 'vitest'

import { type Call, type CallScore, type CallStore, noCalls } from '../../../core/call-store.ts'
import { AppError } from '../../../core/errors.ts'
import type { Freshness } from '../../../core/types.ts'
import { addDays } from '../data/day.ts'
import type { Bar, MarketData } from '../types.ts'
import { scoreCalls } from './score-calls.ts'

const { signal } = new AbortController()
const now = Date.parse('2026-06-01T02:43:00Z')

interface Book {
  readonly store: CallStore
  readonly scores: CallScore[]
  readonly tried: string[]
}

/** A store that holds these calls and tells which scores it was given. */
function bookOf(calls: readonly Call[]): Book {
  const scores: CallScore[] = []
  const tried: string[] = []
  const store: CallStore = {
    ...noCalls,
    due: async ({ horizonDays, calledFrom, calledTo }) =>
      calls.filter(
        (call) =>
          call.calledOn >= calledFrom &&
          call.calledOn <= calledTo &&
          !scores.some((kept) => kept.symbol === call.symbol && kept.horizonDays === horizonDays),
      ),
    noteTried: async (made) => void tried.push(...made.map(({ symbol }) => symbol)),
    score: async (given) => void scores.push(...given),
  }
  return { store, scores, tried }
}

type Series = Readonly<Record<string, { readonly growth: number; readonly freshness?: Freshness }>>

/** Prices that grow by so much a day, a bar a day since January. */
function market(series: Series): Pick<MarketData, 'prices'> {
  return {
    prices: {
      name: 'fake',
      async fetch({ symbol }) {
        const found = series[symbol]
        if (found === undefined) throw new AppError('unavailable', `${symbol}: no answer`)
        const bars = Array.from({ length: 151 }, (_, at): Bar => {
          const close = 100 * (1 + found.growth) ** at
          const date = addDays('2026-01-01', at)
          return { date, open: close, high: close, low: close, close, volume: 1 }
        })
        return {
          value: { symbol, name: null, currency: 'USD', bars },
          source: 'fake',
          asOf: '2026-05-31',
          fetchedAt: '2026-06-01T02:43:00Z',
          freshness: found.freshness ?? 'closed',
          notes: [],
        }
      },
    },
  }
}

function callOn(symbol: string, calledOn: string): Call {
  const made = { turnId: symbol, rating: 'buy', score: 0.4, confidence: 0.6, price: 100 }
  return { ...made, symbol, currency: 'USD', calledOn, isDemo: false }
}

function score(book: Book, series: Series): Promise<void> {
  return scoreCalls({ calls: book.store, data: market(series), now: () => now }).run({}, signal)
}

describe('the job that scores calls', () => {
  it('holds calls against what came after, at each horizon that has passed', async () => {
    const book = bookOf([callOn('OLD', '2026-01-05'), callOn('NEWER', '2026-05-01')])
    await score(book, {
      OLD: { growth: 0.01 },
      NEWER: { growth: 0.01 },
      '^GSPC': { growth: 0.005 },
    })
    expect(book.scores.map(({ symbol, horizonDays }) => [symbol, horizonDays])).toEqual([
      ['OLD', 20],
      ['NEWER', 20],
      ['OLD', 60],
    ])
    expect(book.scores[0]).toMatchObject({ benchmark: '^GSPC', scoredOn: '2026-01-25' })
    expect(book.scores[0]?.changePercent).toBeCloseTo(100 * (1.01 ** 20 - 1))
    expect(book.scores[0]?.benchmarkChangePercent).toBeCloseTo(100 * (1.005 ** 20 - 1))
  })

  it('scores nothing twice, and nothing that is too new', async () => {
    const book = bookOf([callOn('OLD', '2026-01-05'), callOn('NEW', '2026-05-20')])
    const series = { OLD: { growth: 0.01 }, NEW: { growth: 0.01 }, '^GSPC': { growth: 0 } }
    await score(book, series)
    await score(book, series)
    expect(book.scores).toHaveLength(2)
  })

  it('never scores real calls by made-up prices', async () => {
    const book = bookOf([callOn('OLD', '2026-01-05'), callOn('OTHER', '2026-01-05')])
    await score(book, {
      OLD: { growth: 0.01, freshness: 'demo' },
      OTHER: { growth: 0.01 },
      '^GSPC': { growth: 0 },
    })
    expect(new Set(book.scores.map(({ symbol }) => symbol))).toEqual(new Set(['OTHER']))
    expect(book.tried).toContain('OLD')
  })

  it('measures an Indian share by an Indian index, and an index by nothing', async () => {
    const book = bookOf([callOn('INFY.NS', '2026-01-05'), callOn('^GSPC', '2026-01-05')])
    await score(book, { 'INFY.NS': { growth: 0.01 }, '^NSEI': { growth: 0 } })
    expect(book.scores.map(({ benchmark }) => benchmark)).toEqual(['^NSEI', '^NSEI'])
  })

  it('fails, to be tried again, where no source answers at all', async () => {
    const book = bookOf([callOn('OLD', '2026-01-05')])
    await expect(score(book, {})).rejects.toMatchObject({ code: 'unavailable' })
    expect(book.scores).toEqual([])
  })
})
