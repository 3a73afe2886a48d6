import { afterEach, describe, expect, it } from 'vitest'

import { type FakeYahoo, startYahoo, type YahooCompany } from '../../../test/fakes/yahoo.ts'
import { yahoo } from './yahoo.ts'
import { chart } from './yahoo/sample-company.ts'

const open: FakeYahoo[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

async function pricesOf(company: YahooCompany, askedAt: string) {
  const server = await startYahoo({ AAPL: company })
  open.push(server)
  const { prices } = yahoo({ baseUrl: server.url, allowsLoopback: true })
  const signal = new AbortController().signal
  return prices.fetch({ symbol: 'AAPL', askedAt: new Date(askedAt), signal })
}

describe('while the market is open', () => {
  const at = (time: string) => Date.parse(`2025-06-06T${time}Z`) / 1000
  const trading = (price: unknown, time: unknown, currency = 'USD') => ({
    chart: {
      ...chart,
      meta: { ...chart.meta, currency, regularMarketPrice: price, regularMarketTime: time },
    },
  })

  it.each([
    ['the last trade is told with its time', [206.4, at('18:32:10')], 206.4],
    ['one in pence is told in pounds', [206.4, at('18:32:10'), 'GBp'], 2.064],
    ['one that came after the question is not known yet', [206.4, at('19:59:30')], null],
    [
      'one of the last closed day is in its close',
      [204.25, Date.parse('2025-06-05T19:59Z') / 1000],
      null,
    ],
    ['one without a time says nothing', [206.4, null], null],
    ['one that is no price costs nobody the prices', ['much', 'now'], null],
  ] as const)('%s', async (_, [price, time, currency], told) => {
    const company = trading(price, time, currency)
    const { asOf, value } = await pricesOf(company, '2025-06-06T19:59:00Z')
    expect(asOf).toBe('2025-06-05')
    expect(value.quote ?? null).toEqual(
      told === null ? null : { price: told, at: '2025-06-06T18:32:10.000Z' },
    )
  })

  it('there is no last trade beside a day that has closed', async () => {
    const { value } = await pricesOf(trading(205, at('20:00:00')), '2025-06-06T22:00:00Z')
    expect(value.quote).toBeNull()
  })
})
