import { expect, it } from 'vitest'

import { marketOf, priceTtlMs } from './market-hours.ts'

const minute = 60_000
const hour = 60 * minute

it.each([
  ['AAPL', 'US'],
  ['brk-b', 'US'],
  ['BRK.B', 'US'],
  ['^GSPC', 'US'],
  ['RELIANCE.NS', 'NS'],
  ['M&M.BO', 'BO'],
  ['VOD.L', 'L'],
  ['SAP.DE', 'DE'],
  ['SHOP.TO', 'TO'],
  ['7203.T', 'T'],
  ['0700.HK', 'HK'],
  ['^N225', 'T'],
  ['MC.PA', null],
  ['^XYZ', null],
  ['EURUSD=X', null],
  ['GC=F', null],
  ['BTC-USD', null],
  ['X.US', null],
  ['X.constructor', null],
])('%s trades in %s', (symbol, market) => {
  expect(marketOf(symbol)).toBe(market)
})

/** Days of 2026: 9 March is a Monday, the day after clocks changed in New York and before they do in Europe. */
it.each([
  ['AAPL', '2026-03-09T13:30:00Z', minute, 'at the opening bell, in summer time'],
  ['AAPL', '2026-03-06T14:29:30Z', minute, 'half a minute before it, in winter time'],
  ['AAPL', '2026-03-06T13:30:00Z', hour, 'an hour before it'],
  ['AAPL', '2026-03-09T20:29:00Z', minute, 'after the close, while it settles'],
  ['AAPL', '2026-03-10T01:31:00Z', 12 * hour - minute, 'in the evening: until the next morning'],
  ['AAPL', '2026-03-09T20:30:00Z', 12 * hour, 'once it has settled: half a day at most'],
  ['AAPL', '2026-03-07T15:00:00Z', 12 * hour, 'on a Saturday'],
  ['AAPL', '2026-03-09T02:30:00Z', 11 * hour, 'on a Sunday evening: until Monday morning'],
  ['VOD.L', '2026-03-09T08:00:00Z', minute, 'London, still in winter time'],
  ['VOD.L', '2026-03-30T07:00:00Z', minute, 'London, in summer time'],
  ['VOD.L', '2026-03-30T06:00:00Z', hour, 'London, an hour before'],
  ['SAP.DE', '2026-07-01T15:30:00Z', minute, 'Xetra, in the closing auction'],
  ['SAP.DE', '2026-07-01T21:00:00Z', 10 * hour, 'Xetra, at night'],
  ['RELIANCE.NS', '2026-03-09T03:45:00Z', minute, 'Mumbai, at half past and a quarter'],
  ['M&M.BO', '2026-03-09T02:45:00Z', hour, 'Mumbai, an hour before'],
  ['SHOP.TO', '2026-03-09T13:00:00Z', 30 * minute, 'Toronto, half an hour before'],
  ['7203.T', '2026-03-09T03:00:00Z', minute, 'Tokyo, at lunch'],
  ['7203.T', '2026-03-09T23:00:00Z', hour, 'Tokyo, where Tuesday has begun'],
  ['0700.HK', '2026-03-09T08:40:00Z', 12 * hour, 'Hong Kong, after the auction has settled'],
  ['BTC-USD', '2026-03-07T15:00:00Z', minute, 'where nobody closes'],
])('%s at %s is good for %d ms: %s', (symbol, now, ttlMs) => {
  expect(priceTtlMs(symbol, new Date(now))).toBe(ttlMs)
})

/** New York in March 2026: the clocks change on the 8th. */
const openings = Array.from({ length: 31 }, (_, index) => {
  const day = String(index + 1).padStart(2, '0')
  return new Date(`2026-03-${day}T${index < 7 ? '14:30' : '13:30'}:00Z`)
}).filter((opening) => ![0, 6].includes(opening.getUTCDay()))

it('never promises less than a minute or more than half a day, and never past an opening', () => {
  const start = Date.parse('2026-03-01T00:00:00Z')
  for (let step = 0; step < 30 * 24 * 4; step += 1) {
    const now = start + step * 15 * minute
    const ttlMs = priceTtlMs('AAPL', new Date(now))
    const opening = openings.find((one) => one.getTime() > now)
    expect(ttlMs).toBeGreaterThanOrEqual(minute)
    expect(ttlMs).toBeLessThanOrEqual(12 * hour)
    expect(now + ttlMs).toBeLessThanOrEqual(opening?.getTime() ?? 0)
  }
})
