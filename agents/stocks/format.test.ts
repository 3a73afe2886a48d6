import { expect, it } from 'vitest'

import { format, formatDate, formatSigned } from './format.ts'

it.each([
  ['close', 1169.231, 'USD', '$1,169.23'],
  ['close', 1234.5, 'INR', '₹1,234.50'],
  ['close', 15, 'CAD', 'CA$15.00'],
  ['close', 2673.61, null, '2,673.61'],
  ['close', 2673.61, 'currency', '2,673.61'],
  ['close', 0.00421, 'USD', '$0.0042'],
  ['marketCap', 868_880_000_000, 'USD', '$868.88 billion'],
  ['marketCap', 1.2e12, 'INR', '₹1.20 trillion'],
  ['freeCashFlow', -3_400_000, 'USD', '−$3.40 million'],
  ['netIncome', 812_345, 'USD', '$812,345.00'],
  ['changePercent', -1.0813, 'USD', '−1.1%'],
  ['peTrailing', 18.3746, 'USD', '18.37'],
  ['rsi14', 48.2317, null, '48.2'],
  ['volume', 25_643_711, null, '25,643,711'],
  ['piotroski', 7, null, '7'],
  ['fiscalYearEnd', '2017-09-30T00:00:00.000Z', null, '2017-09-30'],
  ['headline1', 'as it is', null, 'as it is'],
] as const)('writes %s of %s in %s as %s', (name, value, currency, text) => {
  expect(format(name, value, currency)).toBe(text)
})

it('does not take pence for pounds', () => {
  expect(format('close', 1234.5, 'GBp')).toBe('1,234.50 GBp')
})

it('never shows a minus that was rounded away', () => {
  expect(format('changePercent', -0.01, null)).toBe('0.0%')
})

it('puts nothing in the place of what is missing or is no number', () => {
  expect(format('close', null, 'USD')).toBeNull()
  expect(format('close', Number.NaN, 'USD')).toBeNull()
})

it('shows the direction where it is asked for', () => {
  expect(formatSigned('changePercent', 46.114, null)).toBe('+46.1%')
  expect(formatSigned('changePercent', -1.08, null)).toBe('−1.1%')
  expect(formatSigned('changePercent', null, null)).toBeNull()
})

it('says dates as a sentence does', () => {
  expect(formatDate('2017-12-29')).toBe('29 December 2017')
  expect(formatDate('2017-12-29T23:59:00.000Z')).toBe('29 December 2017')
  expect(formatDate('soon')).toBe('soon')
})
