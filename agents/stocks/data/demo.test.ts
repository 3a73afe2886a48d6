import { expect, it } from 'vitest'

import type { Bar, FiscalYear } from '../types.ts'
import { isWeekend } from './day.ts'
import { demo } from './demo.ts'
import { listings } from './demo/listings.ts'

const askedAt = new Date('2026-11-22T13:00:00Z')
const symbols = listings.map(({ symbol }) => symbol)
const companies = listings.flatMap(({ symbol, company }) => (company ? [symbol] : []))

function ask(symbol: string, on = askedAt) {
  return { symbol, askedAt: on, signal: AbortSignal.any([]) }
}

it.each(symbols)('%s has about three years of plausible weekdays', async (symbol) => {
  const { value, freshness, source, asOf } = await demo().prices.fetch(ask(symbol))
  const { bars } = value
  expect({ freshness, source, asOf }).toEqual({
    freshness: 'demo',
    source: 'demo',
    asOf: '2026-11-20',
  })
  expect(bars.length).toBeGreaterThan(770)
  expect(bars.filter(({ date }) => isWeekend(date))).toEqual([])
  const price = listings.find((listing) => listing.symbol === symbol)?.price ?? 0
  const isPlausible = ({ open, high, low, close, volume }: Bar) =>
    Math.max(open, close) <= high &&
    Math.min(open, close) >= low &&
    close > price / 5 &&
    close < price * 5 &&
    volume > 0
  expect(bars.filter((bar) => !isPlausible(bar))).toEqual([])
})

it('has the same bar for a day, whenever one asks', async () => {
  const today = await demo().prices.fetch(ask('AAPL'))
  const before = await demo().prices.fetch(ask('aapl', new Date('2025-03-05T00:00:00Z')))
  const last = before.value.bars.at(-1)
  expect(last?.date).toBe('2025-03-04')
  expect(today.value.bars.find(({ date }) => date === last?.date)).toEqual(last)
})

it.each(companies)('the accounts of %s add up', async (symbol) => {
  const { value, freshness } = await demo().fundamentals.fetch(ask(symbol))
  expect(freshness).toBe('demo')
  expect(value.years).toHaveLength(6)
  value.years.forEach(addsUp)
})

function addsUp(year: FiscalYear): void {
  const of = (name: keyof FiscalYear) => Number(year[name])
  expect(of('assets')).toBe(of('liabilities') + of('equity'))
  expect(of('earningsPerShare')).toBeCloseTo(of('netIncome') / of('shares'), 2)
  expect(of('revenue')).toBeGreaterThanOrEqual(of('grossProfit'))
  expect(year.grossProfit ?? Infinity).toBeGreaterThan(of('operatingIncome'))
  expect(of('operatingIncome')).toBeGreaterThan(of('netIncome'))
  expect(of('totalDebt')).toBeGreaterThanOrEqual(of('longTermDebt'))
  expect(of('totalDebt')).toBeLessThan(of('liabilities'))
  expect(of('currentAssets')).toBeLessThan(of('assets'))
  expect(year.filedOn > year.endedOn && year.filedOn <= '2026-11-22').toBe(true)
}

it('shows no accounts before they were filed', async () => {
  const { value } = await demo().fundamentals.fetch(ask('AAPL', new Date('2026-02-01')))
  expect(value.years[0]?.endedOn).toBe('2024-12-31')
})

it('marks every headline as made up, and tells none of the future', async () => {
  const { value } = await demo().news.fetch(ask('AAPL'))
  expect(value.length).toBeGreaterThan(3)
  expect(new Set(value.map(({ title }) => title)).size).toBe(value.length)
  expect(value.filter(({ title }) => !title.startsWith('[demo] '))).toEqual([])
  expect(value.filter(({ publishedAt }) => publishedAt > askedAt.toISOString())).toEqual([])
})

it('knows no accounts of an index or a fund', async () => {
  const said = 'S&P 500 is an index: it has no accounts.'
  const error = { code: 'not_found', said }
  await expect(demo().fundamentals.fetch(ask('^GSPC'))).rejects.toMatchObject(error)
  await expect(demo().fundamentals.fetch(ask('SPY'))).rejects.toMatchObject({ code: 'not_found' })
})

it('knows a share class however it is written', async () => {
  const { prices } = demo()
  const [dot, dash] = await Promise.all(['BRK.B', 'brk-b'].map((each) => prices.fetch(ask(each))))
  expect(dot?.value).toEqual(dash?.value)
  expect(dash?.value.symbol).toBe('BRK-B')
})

it('does not know what it has not invented', async () => {
  const { prices, fundamentals, news } = demo()
  for (const source of [prices, fundamentals, news])
    await expect(source.fetch(ask('ZZZZ'))).rejects.toMatchObject({ code: 'not_found' })
  expect(await prices.symbols?.()).toEqual(symbols)
})
