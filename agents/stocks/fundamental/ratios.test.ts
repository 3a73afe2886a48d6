import { expect, it } from 'vitest'

import { fundamentalFacts } from '../facts.ts'
import type { FiscalYear, Fundamentals } from '../types.ts'
import { altmanZ } from './altman.ts'
import { piotroski } from './piotroski.ts'
import { reckon } from './ratios.ts'
import { sampleFundamentals, sampleYear, yearBefore } from './sample-accounts.ts'
import { accountsOn } from './years.ts'

function ratiosOf(fundamentals: Fundamentals, price: number | null = 20) {
  const accounts = accountsOn('2025-06-01', fundamentals)
  if (accounts === null) throw new Error('No accounts')
  return reckon(accounts, fundamentals, price).ratios
}

const grown = sampleFundamentals(
  sampleYear,
  yearBefore(1, { revenue: 80, earningsPerShare: 0.8, operatingCashFlow: 12 }),
  yearBefore(3, { revenue: 51.2, earningsPerShare: 0.5, operatingCashFlow: 9 }),
)

it('fills the catalogue of facts, and nothing else', () => {
  const named = [...Object.keys(ratiosOf(grown)), 'fiscalYearEnd', 'fundamentalScore']
  expect(named.toSorted()).toEqual(Object.keys(fundamentalFacts).toSorted())
})

it('reckons the ratios of the textbook', () => {
  const expected = {
    marketCap: 200,
    peTrailing: 20,
    peForward: 16,
    priceToBook: 2,
    priceToSales: 2,
    evToEbitda: 11.5,
    dividendYieldPercent: 2.5,
    freeCashFlowYieldPercent: 5,
    freeCashFlow: 10,
    grossMarginPercent: 40,
    operatingMarginPercent: 15,
    netMarginPercent: 10,
    roePercent: 10,
    roaPercent: 5,
    roicPercent: (100 * 15 * 0.79) / 130,
    revenueGrowthPercent: 25,
    revenueGrowth3yPercent: 25,
    earningsGrowthPercent: 25,
    earningsGrowth3yPercent: 100 * (2 ** (1 / 3) - 1),
    freeCashFlowGrowthPercent: 25,
    freeCashFlowGrowth3yPercent: 100 * (2 ** (1 / 3) - 1),
    peg: 20 / (100 * (2 ** (1 / 3) - 1)),
    currentRatio: 2,
    debtToEquity: 0.5,
    interestCoverage: 5,
    altmanZ: 1.2 * 0.2 + 1.4 * 0.3 + 3.3 * 0.075 + 0.6 * 2 + 0.5,
  }
  const ratios = ratiosOf(grown)
  const close = Object.entries(expected).map(([name, value]) => [name, expect.closeTo(value, 9)])
  expect(ratios).toMatchObject(Object.fromEntries(close))
})

it.each<[keyof FiscalYear, readonly string[]]>([
  ['revenue', ['priceToSales', 'netMarginPercent', 'revenueGrowthPercent', 'piotroski', 'altmanZ']],
  ['earningsPerShare', ['peTrailing', 'peg', 'earningsGrowthPercent']],
  ['shares', ['marketCap', 'priceToBook', 'evToEbitda', 'freeCashFlowYieldPercent', 'piotroski']],
  ['totalDebt', ['debtToEquity', 'evToEbitda', 'roicPercent']],
  ['capitalExpenditure', ['freeCashFlow', 'freeCashFlowYieldPercent', 'freeCashFlowGrowthPercent']],
  ['dividendsPerShare', ['dividendYieldPercent']],
  ['currentLiabilities', ['currentRatio', 'piotroski', 'altmanZ']],
])('without %s there is no %j', (figure, missing) => {
  const ratios = ratiosOf(sampleFundamentals({ ...sampleYear, [figure]: null }, yearBefore(1)))
  expect(ratios).toMatchObject(Object.fromEntries(missing.map((name) => [name, null])))
})

it('has no multiple of a loss and no growth from one', () => {
  const loss = { netIncome: -10, earningsPerShare: -1 }
  const now = ratiosOf(sampleFundamentals({ ...sampleYear, ...loss }, yearBefore(1)))
  expect(now).toMatchObject({ peTrailing: null, peg: null, earningsGrowthPercent: null })
  expect(now.netMarginPercent).toBe(-10)
  const after = ratiosOf(sampleFundamentals(sampleYear, yearBefore(1, loss)))
  expect(after.earningsGrowthPercent).toBeNull()
})

it('has no return on equity that is not there', () => {
  const ratios = ratiosOf(sampleFundamentals({ ...sampleYear, equity: -5 }))
  expect(ratios).toMatchObject({ roePercent: null, priceToBook: null, debtToEquity: null })
})

it('takes no split for a collapse of earnings', () => {
  const split = { shares: 40, earningsPerShare: 0.25 }
  const ratios = ratiosOf(sampleFundamentals({ ...sampleYear, ...split }, yearBefore(1)))
  expect(ratios.earningsGrowthPercent).toBeNull()
})

it('measures growth over the years it says, even where one is missing', () => {
  const ratios = ratiosOf(sampleFundamentals(sampleYear, yearBefore(2, { revenue: 50 })))
  expect(ratios).toMatchObject({ revenueGrowthPercent: null, revenueGrowth3yPercent: null })
})

it('leaves valuation empty without a price', () => {
  const { marketCap, peTrailing, altmanZ: z, fairValueLow, roePercent } = ratiosOf(grown, null)
  expect({ marketCap, peTrailing, z, fairValueLow }).toEqual({
    marketCap: null,
    peTrailing: null,
    z: null,
    fairValueLow: null,
  })
  expect(roePercent).toBe(10)
})

it('sees only accounts that were public on the day', () => {
  const fundamentals = sampleFundamentals(sampleYear, yearBefore(1))
  expect(accountsOn('2025-02-14', fundamentals)?.newest.endedOn).toBe('2023-12-31')
  expect(accountsOn('2025-02-15', fundamentals)?.newest.endedOn).toBe('2024-12-31')
  expect(accountsOn('2024-02-14', fundamentals)).toBeNull()
})

it('asks nine questions for the F-score', () => {
  const worse = yearBefore(1, {
    netIncome: 5,
    longTermDebt: 60,
    currentAssets: 60,
    grossProfit: 30,
    revenue: 90,
    shares: 11,
  })
  expect(piotroski(sampleYear, worse)).toBe(9)
  expect(piotroski({ ...sampleYear, operatingCashFlow: 8, shares: 12 }, worse)).toBe(7)
  expect(piotroski({ ...worse, netIncome: -1, operatingCashFlow: -2 }, sampleYear)).toBe(0)
  expect(piotroski(sampleYear, null)).toBeNull()
  expect(piotroski({ ...sampleYear, shares: null }, worse)).toBeNull()
})

it('has no Z-score of a bank, which was not made for it', () => {
  expect(altmanZ(sampleYear, 200)).toBeCloseTo(2.6075, 9)
  const bank = { ...sampleFundamentals(sampleYear), sector: 'Financial Services' }
  expect(ratiosOf(bank).altmanZ).toBeNull()
})
