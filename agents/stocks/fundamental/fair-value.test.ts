import { expect, it } from 'vitest'

import { fairValue } from './fair-value.ts'
import { sampleYear } from './sample-accounts.ts'

/** Only cash flow and earnings speak: the multiples lie inside the range of the cash flow or outside. */
const withoutBook = { ...sampleYear, equity: null }

it('agrees with Gordon’s formula when growth is the lasting one from the first year on', () => {
  const earningsPerShare = 0.0001
  const { fairValueHigh } = fairValue({ ...withoutBook, earningsPerShare }, 2.5, null)
  const flows = (10 * 1.025) / (0.08 - 0.025)
  expect(fairValueHigh).toBeCloseTo((flows + 20 - 50) / 10, 9)
})

it('spans all methods, and names them with their assumptions', () => {
  const { fairValueLow, fairValueHigh, fairValueBasis } = fairValue(sampleYear, 5, null)
  expect(fairValueLow).toBeCloseTo((10 * (10 - 2.5)) / (10 - 2.5), 9)
  expect(fairValueHigh).toBeCloseTo(22, 9)
  expect(fairValueBasis).toBe(
    'cash flows discounted at 9% give or take 1 (growth from 5.0% down to 2.5% in 10 years)' +
      ', 12 to 22 times earnings, book value with a return on equity of 10.0%',
  )
})

it('believes no growth above its limit', () => {
  const fast = fairValue(withoutBook, 80, null)
  expect(fast.fairValueHigh).toBe(fairValue(withoutBook, 12, null).fairValueHigh)
  expect(fast.fairValueBasis).toContain('growth from 12.0% down')
})

it('gives no range on one method alone', () => {
  const nothing = { fairValueLow: null, fairValueHigh: null, fairValueBasis: null }
  expect(fairValue({ ...withoutBook, operatingCashFlow: null }, 5, null)).toEqual(nothing)
  expect(fairValue(withoutBook, null, null)).toEqual(nothing)
})

it('does not discount the cash of a bank', () => {
  const { fairValueBasis } = fairValue(sampleYear, 5, 'Financial Services')
  expect(fairValueBasis).toMatch(/^12 to 22 times earnings, book value/)
})
