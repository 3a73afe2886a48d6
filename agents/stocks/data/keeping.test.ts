import { expect, it } from 'vitest'

import type { Fetched, Prices } from '../types.ts'
import { demo } from './demo.ts'
import { keptFundamentals, keptNews, keptPrices } from './keeping.ts'

const minute = 60_000
const hour = 60 * minute
/** A Wednesday: New York opens at half past two by this clock, and closes at nine. */
const open = new Date('2026-03-04T16:00:00Z')
const night = new Date('2026-03-04T23:30:00Z')
const request = { symbol: 'AAPL', askedAt: open, signal: AbortSignal.any([]) }
const data = demo()

it('names what is kept as operators know it', () => {
  expect(keptPrices('10y').keyOf('RELIANCE.NS')).toBe('stock_price:RELIANCE.NS:NS:10y')
  expect(keptFundamentals.keyOf('AAPL')).toBe('fundamental_data:AAPL:US')
  expect(keptNews.keyOf('MC.PA')).toBe('stock_news:MC.PA:other')
})

it('reads back all that was written, and nothing that was not', async () => {
  const kinds = [
    [keptPrices('10y'), withQuote(await data.prices.fetch(request))],
    [keptFundamentals, await data.fundamentals.fetch(request)],
    [keptNews, await data.news.fetch(request)],
  ] as const
  for (const [{ schema }, answer] of kinds) {
    expect(schema.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer)
    expect(schema.safeParse({ ...answer, value: 'x' }).success).toBe(false)
    expect(schema.safeParse({ ...answer, freshness: 'new' }).success).toBe(false)
    const others = kinds.filter(([, other]) => other !== answer)
    for (const [, other] of others) expect(schema.safeParse(other).success).toBe(false)
  }
})

function withQuote(fetched: Fetched<Prices>): Fetched<Prices> {
  const quote = { price: 171.2, at: '2026-03-04T18:32:10.000Z' }
  return { ...fetched, value: { ...fetched.value, quote } }
}

it('keeps prices while their exchange cannot move them', async () => {
  const { ttlMs } = keptPrices('10y')
  const fetched = await data.prices.fetch(request)
  expect(ttlMs(fetched, 'AAPL', open)).toBe(minute)
  expect(ttlMs(fetched, 'AAPL', night)).toBe(12 * hour)
  expect(ttlMs(fetched, 'MC.PA', night)).toBe(minute)
})

it('keeps accounts for an hour or the night, and a minute when a part of them is missing', async () => {
  const fetched = await data.fundamentals.fetch(request)
  expect(keptFundamentals.ttlMs(fetched, 'AAPL', open)).toBe(hour)
  expect(keptFundamentals.ttlMs(fetched, 'AAPL', night)).toBe(12 * hour)
  const partly: Fetched<typeof fetched.value> = { ...fetched, notes: ['yahoo: no company profile'] }
  expect(keptFundamentals.ttlMs(partly, 'AAPL', night)).toBe(minute)
})

it('keeps news for five minutes, by day and by night', async () => {
  const fetched = await data.news.fetch(request)
  for (const now of [open, night]) expect(keptNews.ttlMs(fetched, 'AAPL', now)).toBe(5 * minute)
})
