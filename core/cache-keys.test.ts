import { expect, it } from 'vitest'

import {
  fundamentalDataKey,
  headlineJudgementKey,
  stockNewsKey,
  stockPriceKey,
  userSessionKey,
} from './cache-keys.ts'

it('names things as operators know them', () => {
  expect(stockPriceKey('RELIANCE.NS', 'NS', '6mo')).toBe('stock_price:RELIANCE.NS:NS:6mo')
  expect(stockPriceKey('^GSPC', 'US', '1y')).toBe('stock_price:^GSPC:US:1y')
  expect(fundamentalDataKey('AAPL', 'US')).toBe('fundamental_data:AAPL:US')
  expect(stockNewsKey('AAPL', 'US')).toBe('stock_news:AAPL:US')
  expect(headlineJudgementKey('openai gpt', 'AAPL', 'x_y')).toBe(
    'headline_judgement:openai gpt:AAPL:x_y',
  )
  expect(userSessionKey('u-1')).toBe('user_session:u-1')
})

it('never gives two things one name', () => {
  expect(fundamentalDataKey('A:B', 'C')).not.toBe(fundamentalDataKey('A', 'B:C'))
  expect(fundamentalDataKey('A%3AB', 'C')).not.toBe(fundamentalDataKey('A:B', 'C'))
})
