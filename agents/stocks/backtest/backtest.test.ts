import { describe, expect, it } from 'vitest'

import { AppError } from '../../../core/errors.ts'
import { addDays, isWeekend } from '../data/day.ts'
import { demo } from '../data/demo.ts'
import type { Bar, Fetched, Fundamentals, MarketData, Prices, Source } from '../types.ts'
import { type Backtest, backtest } from './backtest.ts'

const { signal } = new AbortController()
const asked = {
  symbols: ['UP'],
  from: '2025-01-01',
  to: '2025-12-31',
  everyDays: 5,
  costBasisPoints: 0,
}

/** Weekdays of two years. */
const days = Array.from({ length: 731 }, (_, at) => addDays('2024-01-01', at)).filter(
  (day) => !isWeekend(day),
)

/** A year up, a year down and in waves, so that there are ratings of every kind. */
function closeOn(at: number): number {
  const trend = at < 380 ? at * 0.3 : 114 - (at - 380) * 0.5
  return 100 + trend + 6 * Math.sin(at / 9)
}

function series(spike: { readonly from: string; readonly by: number } | null): Bar[] {
  return days.map((date, at) => {
    const factor = spike !== null && date >= spike.from ? spike.by : 1
    const [close, before] = [closeOn(at) * factor, closeOn(Math.max(0, at - 1)) * factor]
    const [high, low] = [Math.max(close, before) + 1, Math.min(close, before) - 1]
    return { date, open: before, high, low, close, volume: 1_000_000 }
  })
}

function market(prices: Readonly<Record<string, readonly Bar[]>>): MarketData {
  const missing: Source<never> = {
    name: 'none',
    fetch: ({ symbol }) => Promise.reject(new AppError('not_found', `nothing on ${symbol}`)),
  }
  return {
    prices: {
      name: 'fake',
      async fetch({ symbol }): Promise<Fetched<Prices>> {
        const bars = prices[symbol]
        if (bars === undefined) throw new AppError('not_found', `no ${symbol}`)
        return {
          value: { symbol, name: null, currency: 'USD', bars },
          source: 'fake',
          asOf: bars.at(-1)?.date ?? '',
          fetchedAt: '2026-01-01T00:00:00Z',
          freshness: 'closed',
          notes: [],
        }
      },
    },
    fundamentals: missing,
    news: missing,
  }
}

const flat = days.map((date) => ({ date, open: 10, high: 10, low: 10, close: 10, volume: 1 }))

function tested(bars: readonly Bar[], more: Partial<typeof asked> = {}): Promise<Backtest> {
  return backtest(market({ UP: bars, '^GSPC': flat }), 'UP', {
    asked: { ...asked, ...more },
    signal,
  })
}

describe('the recommendation over past days', () => {
  it('knows nothing of the future: a planted leap changes no rating before its day', async () => {
    const from = '2025-08-01'
    const plain = await tested(series(null))
    for (const by of [3, 0.2]) {
      // oxlint-disable-next-line no-await-in-loop -- two runs, one after the other.
      const leapt = await tested(series({ from, by }))
      const before = (test: Backtest) => test.ratings.filter(({ day }) => day < from)
      expect(before(leapt).length).toBeGreaterThan(20)
      expect(before(leapt)).toEqual(before(plain))
      // The leap is seen once it is there, so this test can fail.
      const after = (test: Backtest) => test.ratings.filter(({ day }) => day >= from)
      expect(after(leapt)).not.toEqual(after(plain))
    }
  })

  it('gives the same ratings whether the test ends that day or later', async () => {
    const whole = await tested(series(null))
    const half = await tested(series(null), { to: '2025-06-30' })
    expect(half.ratings).toEqual(whole.ratings.filter(({ day }) => day <= '2025-06-30'))
  })

  it('rates every so many trading days, and says of what kind of market it speaks', async () => {
    const test = await tested(series(null))
    expect(test).toMatchObject({ symbol: 'UP', first: '2025-01-01', last: '2025-12-31' })
    expect(test.ratings).toHaveLength(Math.ceil(test.tradingDays / 5))
    expect(test.market).toMatchObject({ symbol: '^GSPC', returnPercent: 0, drawdownPercent: 0 })
    expect(test.usesAccounts).toBe(false)
    expect(new Set(test.ratings.map(({ leaning }) => leaning)).size).toBeGreaterThan(1)
  })

  it('pays for what it trades', async () => {
    const free = await tested(series(null))
    const dear = await tested(series(null), { costBasisPoints: 100 })
    expect(free.followed.trades).toBeGreaterThan(0)
    expect(dear.followed.trades).toBe(free.followed.trades)
    const kept = 0.99 ** free.followed.trades
    const [gross, net] = [free, dear].map(({ followed }) => 1 + followed.returnPercent / 100)
    expect(net).toBeCloseTo((gross ?? 0) * kept, 10)
  })

  it('holds buys and sells against the index, within the days of the test', async () => {
    const { hitRates, ratings } = await tested(series(null))
    const [month, quarter] = hitRates
    const leaning = ratings.filter((each) => each.leaning !== 0).length
    expect(month?.scored).toBeLessThanOrEqual(leaning)
    expect(quarter?.scored ?? 0).toBeLessThan(month?.scored ?? 0)
    expect(month?.hits ?? 0).toBeLessThanOrEqual(month?.scored ?? 0)
  })

  it('does without an index where there is none', async () => {
    const alone = await backtest(market({ UP: series(null) }), 'UP', { asked, signal })
    expect(alone.market).toBeNull()
    expect(alone.hitRates.every(({ averageExcess }) => averageExcess === null)).toBe(true)
  })

  it('uses accounts only of a source that says when they were filed, as they were by then', async () => {
    const used: string[] = []
    const told = demo()
    const watched = (name: string): Source<Fundamentals> => ({
      name,
      async fetch(request) {
        used.push(request.askedAt.toISOString().slice(0, 10))
        return { ...(await told.fundamentals.fetch(request)), source: name }
      },
    })
    const run = (name: string) =>
      backtest({ ...told, fundamentals: watched(name) }, 'AAPL', {
        asked: { ...asked, symbols: ['AAPL'] },
        signal,
      })
    expect(await run('yahoo')).toMatchObject({ usesAccounts: false, isDemo: true })
    expect(used).toEqual(['2025-12-31'])
    expect(await run('sec, yahoo')).toMatchObject({ usesAccounts: true })
    // Asked again for every month of the test, as of a day of it.
    expect(new Set(used.slice(2).map((day) => day.slice(0, 7))).size).toBe(12)
  })

  it.each([
    ['NONE', {}, /no NONE/],
    ['UP', { from: '2030-01-01', to: '2030-12-31' }, /fewer than 40 trading days/],
  ])('says what is wrong with %s %o', async (symbol, more, message) => {
    const run = backtest(market({ UP: series(null) }), symbol, {
      asked: { ...asked, ...more },
      signal,
    })
    await expect(run).rejects.toThrow(message)
  })
})
