import { expect, it } from 'vitest'

import { askedAt, readAlone } from './fixtures.ts'
import { periodAt } from './periods.ts'
import { wordsOf } from './words.ts'

it.each([
  ['last week', '1w'],
  ['this week', '1w'],
  ['5 days', '1w'],
  ['since Monday', '1w'],
  ['last month', '1mo'],
  ['four weeks', '1mo'],
  ['30 days', '1mo'],
  ['last 3 months', '3mo'],
  ['90d', '3mo'],
  ['last quarter', '3mo'],
  ['6mo', '6mo'],
  ['6m', '6mo'],
  ['last six months', '6mo'],
  ['half a year', '6mo'],
  ['half year', '6mo'],
  ['YTD', 'ytd'],
  ['year to date', 'ytd'],
  ['this year', 'ytd'],
  ['since January', 'ytd'],
  ['since 2026', 'ytd'],
  ['since February', '3mo'],
  ['since april', '1y'],
  ['a year', '1y'],
  ['one year', '1y'],
  ['1y', '1y'],
  ['12 months', '1y'],
  ['past year', '1y'],
  ['since March 2025', '2y'],
  ['since 2025', '2y'],
  ['two years', '2y'],
  ['18 months', '2y'],
  ['5y', '5y'],
  ['5-year', '5y'],
  ['five years', '5y'],
  ['since 2022', '5y'],
  ['ten years', 'max'],
  ['since 2015', 'max'],
  ['all time', 'max'],
  ['max', 'max'],
  ['a decade', 'max'],
  ['6 Monate', '6mo'],
  ['un ano', '1y'],
])('%s is %s', async (text, period) => {
  const words = wordsOf(text)
  expect(periodAt(words, 0, askedAt)).toEqual({ period, length: words.length })
  expect(await readAlone(`AAPL over ${text}`)).toMatchObject({ symbols: ['AAPL'], period })
})

it.each(['5', 'since', 'since then', 'year', 'last', 'last price', 'a day', '0 days', '1e9y'])(
  '%s is no period that we look at',
  (text) => {
    const match = periodAt(wordsOf(text), 0, askedAt)
    expect(match === undefined || match.period === '1w').toBe(true)
  },
)

it.each(['200 day average of AAPL', '52 week high of AAPL', 'EMA 50 of AAPL'])(
  '%s holds no period of its own',
  async (text) => {
    expect(await readAlone(text)).toMatchObject({ symbols: ['AAPL'], period: null })
  },
)
