import { expect, it } from 'vitest'

import type { Evidence } from '../../core/types.ts'
import { pictureOf } from './picture.ts'

const prices: Evidence = {
  id: 'one',
  tool: 'stocks.prices',
  arguments: { symbol: 'AAPL' },
  source: 'csv:AAPL.csv',
  asOf: '2017-12-29',
  fetchedAt: '2017-12-30T09:00:00.000Z',
  freshness: 'closed',
  values: { close: 169.231, changePercent: -1.08, sma200: null, periodStart: '2016-12-30' },
  units: { close: 'USD', changePercent: 'percent' },
}

it('finds a value with the way to write it, its day and its tool', () => {
  const picture = pictureOf('AAPL', [prices])
  expect(picture.number('close')).toBe(169.231)
  expect(picture.shown('close')).toBe('$169.23')
  expect(picture.signed('changePercent')).toBe('−1.1%')
  expect(picture.size('changePercent')).toBe('1.1%')
  expect(picture.text('periodStart')).toBe('2016-12-30')
  expect(picture.asOf('close')).toBe('2017-12-29')
  expect(picture.toolOf('close')).toBe('stocks.prices')
})

it('knows nothing of a null, of an absent name, and of another symbol', () => {
  const picture = pictureOf('AAPL', [prices])
  expect(picture.shown('sma200')).toBeNull()
  expect(picture.number('rsi14')).toBeNull()
  expect(pictureOf('TSLA', [prices]).number('close')).toBeNull()
})

it('believes the first evidence that has a value', () => {
  const later = { ...prices, id: 'two', values: { close: 1, sma200: 155.2 } }
  const picture = pictureOf('AAPL', [prices, later])
  expect(picture.number('close')).toBe(169.231)
  expect(picture.number('sma200')).toBe(155.2)
})

it('counts an index in points, whatever currency its source names', () => {
  const index = { ...prices, arguments: { symbol: '^GSPC' }, values: { close: 2673.61 } }
  expect(pictureOf('^GSPC', [index]).shown('close')).toBe('2,673.61')
})
