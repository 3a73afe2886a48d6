import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { referenceDir } from '../environment.ts'
import { narration } from './narration.ts'

describe('what the narrator writes on demo data', () => {
  const { struckOn, struckSince } = narration({ MARKET_DATA: 'demo' })
  const symbols = [
    'AAPL',
    'TSLA',
    'MSFT',
    'JPM',
    'RELIANCE.NS',
    'SAP.DE',
    '0700.HK',
    'NVDA',
    '^GSPC',
  ]
  const days = ['2026-03-10', '2026-11-22'] as const
  const together = [
    ['AAPL', 'TSLA'],
    ['JPM', 'GOOGL', 'MSFT'],
    ['^GSPC', '^IXIC', '^DJI', '^N225'],
  ]

  it.each(symbols)('passes on %s, whatever was asked', async (symbol) => {
    expect(await struckOn([symbol], days)).toEqual([])
  })

  it.each(together)('passes on %s and %s beside others', async (...several) => {
    expect(await struckOn(several, days)).toEqual([])
  })

  it.each(symbols)('passes on what changed since %s was last looked at', async (symbol) => {
    expect(await struckSince(symbol, ...days)).toEqual([])
  })
})

const dir = referenceDir()

describe.skipIf(!dir)('what it writes on real prices (needs REFERENCE_DATA_DIR)', () => {
  const settings = { MARKET_DATA: 'csv', MARKET_DATA_DIR: join(dir ?? '', 'prices') }
  const { struckOn, struckSince } = narration(settings)
  const symbols = ['AAPL', 'TSLA', 'GOOGL', 'COKE', '^GSPC']

  it.each(symbols)('passes on %s, whatever was asked', async (symbol) => {
    expect(await struckOn([symbol], ['2017-06-15', '2018-01-02', '2026-11-22'])).toEqual([])
  })

  it('passes on several beside each other', async () => {
    expect(await struckOn(symbols, ['2018-01-02'])).toEqual([])
  })

  it.each(symbols)('passes on what changed on %s', async (symbol) => {
    expect(await struckSince(symbol, '2017-06-15', '2018-01-02')).toEqual([])
  })
})
