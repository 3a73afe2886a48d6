import { describe, expect, it } from 'vitest'

import { numberChecker } from './check.ts'
import { brief, evidence, finding } from './fixtures.ts'

const values = {
  close: 169.23,
  changePercent: -1.0814,
  volume: 25_999_922,
  revenue: 1_234_000_000_000,
  marketCap: 864_300_000_000,
  dividendYield: 0.0147,
  rsi14: 43.2197,
  headline1: 'Apple to open 12 stores',
  periodStart: '2017-01-03',
}
const checker = numberChecker(brief(values), { phrases: ['RSI 14', 'S&P 500', '3M'] })
const unfounded = (sentence: string) => checker.check(sentence).unfounded.map(({ text }) => text)

describe('what evidence stands behind', () => {
  it.each([
    'AAPL closed at $169.23.',
    'AAPL closed near 169.2, or 169 without the cents.',
    'It fell 1.1 % on the day, exactly 1.08 percent.',
    'It changed by −1.08%.',
    'Volume was 25,999,922, about 26 million shares, 26.0M.',
    'Revenue of 1.23 trillion and a market value of $864.3 billion.',
    'In India one says 86,430 crore.',
    'The yield is 1.47 %, a fraction of 0.0147.',
    'RSI 14 stands at 43.2.',
    'The 20-day average and the 52-week high.',
    'Against the S&P 500 and 3M it lagged.',
    'As of 2017-12-29, that is 29 December 2017 or December 29, 2017.',
    'Since January 2017, so for all of 2017.',
    '“Apple to open 12 stores”',
    '1. First it fell 1.08 %.',
    'SMA200 and 0700.HK are names.',
    'Nothing to see here.',
  ])('%s', (sentence) => {
    expect(unfounded(sentence)).toEqual([])
  })
})

describe('a price in the currency of its market', () => {
  it.each(['CAD', 'AUD', 'HKD', 'NZD', 'TWD', 'MXN', 'BRL', 'CNY', 'INR', 'EUR', 'GBP', 'JPY'])(
    'is known as it is written in %s, and not as another',
    (currency) => {
      const price = finding({
        evidence: [evidence({ close: 167.27 }, { units: { close: currency } })],
      })
      const { check } = numberChecker({ ...brief({}), findings: [price] }, { phrases: [] })
      const written = (value: number, code: string) =>
        new Intl.NumberFormat('en-US', {
          style: 'currency',
          currency: code,
          minimumFractionDigits: 2,
        }).format(value)
      const others = currency === 'CAD' ? 'AUD' : 'CAD'
      expect(check(`AAPL closed at ${written(167.27, currency)}.`).unfounded).toEqual([])
      expect(check(`AAPL closed at ${written(167.27, others)}.`).unfounded).toHaveLength(1)
    },
  )
})

describe('what it does not', () => {
  it.each([
    ['AAPL closed at $169.32.', ['169.32']],
    ['AAPL closed near 170.', ['170']],
    ['It fell 1.2 %.', ['1.2 %']],
    ['Volume was 25 million.', ['25 million']],
    ['Revenue of 1.23 billion.', ['1.23 billion']],
    ['RSI 14 stands at 34.2.', ['34.2']],
    ['As of 2017-12-28.', ['2017-12-28']],
    ['On 28 December 2017 it fell.', ['28 December 2017']],
    ['Back in 2009 it was cheap.', ['2009']],
    ['It fell 1.1 % and then 7 %.', ['7 %']],
    ['A target of USD250.', ['250']],
  ])('%s', (sentence, expected) => {
    expect(unfounded(sentence)).toEqual(expected)
  })
})

it('takes the sentences that code wrote from evidence as evidence', () => {
  const signal = {
    name: 'rsi',
    reading: 'above 70 is stretched',
    direction: -1,
    weight: 1,
  } as const
  const said = numberChecker(
    { ...brief({}), findings: [finding({ signals: [signal] })] },
    { phrases: [] },
  )
  expect(said.check('Above 70 it would be stretched.').unfounded).toEqual([])
  expect(said.check('Above 80 it would be stretched.').unfounded).toHaveLength(1)
})

it('knows the time of day at which evidence speaks, and no other', () => {
  const quote = evidence({ lastPrice: 171.2 }, { asOf: '2026-11-23T18:32:10.000Z' })
  const { check } = numberChecker(
    { ...brief({}), findings: [finding({ evidence: [quote] })] },
    { phrases: [] },
  )
  const said = (time: string) =>
    check(`The last price was 171.20 at ${time} UTC.`).unfounded.map(({ text }) => text)
  expect(said('18:32')).toEqual([])
  expect(said('19:45')).toEqual(['19', '45'])
})

it('reads 100 kB of digits in reasonable time', () => {
  const long = '1,234.5 '.repeat(12_500)
  expect(unfounded(long)).toHaveLength(12_500)
})

it.each([
  '1,',
  '1.',
  '“',
  '"a',
  '| 1 ',
  '29 December 2017, ',
  '((((1',
  'https://a1 ',
  '-−',
  'two of the ',
])('reads 100 kB of %s', (unit) => {
  const long = unit.repeat(Math.ceil(100_000 / unit.length))
  expect(checker.check(long).unfounded.every(({ end }) => end <= long.length)).toBe(true)
})
