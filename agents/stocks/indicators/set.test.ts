import { describe, expect, it } from 'vitest'

import { frameFacts, indicatorFacts } from '../facts.ts'
import type { Bar } from '../types.ts'
import { beta } from './beta.ts'
import { at, columnsOf, type Columns } from './columns.ts'
import { maxDrawdown } from './drawdown.ts'
import { indicatorSet, type IndicatorName } from './set.ts'
import { swingPrices } from './swings.ts'
import { volatility } from './volatility.ts'

it('has a column for every indicator of the catalogue that a row of the chart can have', () => {
  const onTheWhole = [
    'maxDrawdownPercent',
    'beta',
    'marketStrengthPercent',
    'technicalScore',
    ...Object.keys(frameFacts),
  ]
  const expected = Object.keys(indicatorFacts).filter((name) => !onTheWhole.includes(name))
  expect(Object.keys(indicatorSet(flat(3))).toSorted()).toEqual(expected.toSorted())
})

describe('whatever the bars are, each value is a number or missing', () => {
  const awkward: Readonly<Record<string, Columns>> = {
    'no bar': chart(0, () => 1),
    'one bar': chart(1, () => 42),
    'fewer bars than any period': chart(8, (row) => 10 + row),
    'a flat price': flat(300),
    'a price that only rises': chart(300, (row) => 1 + row),
    'a price that only falls': chart(300, (row) => 400 - row),
    'a price of zero': chart(300, () => 0),
    'a price that comes up from zero': chart(300, (row) => Math.max(0, row - 150)),
    'no volume': chart(
      300,
      (row) => 50 + 5 * Math.sin(row),
      () => 0,
    ),
    'volume on some days': chart(
      300,
      (row) => 50 + 5 * Math.sin(row),
      (row) => Number(row > 150) * 7,
    ),
    'a jump of twelve digits': chart(300, (row) => (row === 150 ? 1e12 : 1)),
  }

  it.each(Object.entries(awkward))('%s', (_, columns) => {
    const lengths = Object.values(indicatorSet(columns)).map((column) => column.length)
    expect(new Set(lengths)).toEqual(new Set([columns.length]))
    const infinite = Object.entries(indicatorSet(columns)).filter(([, column]) => {
      return column.some((value) => !Number.isNaN(value) && !Number.isFinite(value))
    })
    expect(infinite).toEqual([])
  })
})

it('knows no momentum in a flat price, but its averages and its stillness', () => {
  const last = lastRow(flat(300))
  const missing = Object.keys(last).filter((name) => Number.isNaN(last[name]))
  expect(missing.toSorted()).toEqual(
    [
      'rsi14',
      'stochasticK',
      'stochasticD',
      'williamsR14',
      'cci20',
      'mfi14',
      'plusDi14',
      'minusDi14',
    ].toSorted(),
  )
  const still = ['adx14', 'slope20', 'roc12', 'atr14', 'volatilityPercent']
  expect(still.map((name) => last[name])).toEqual([0, 0, 0, 0, 0])
  expect(last['macd']).toBeCloseTo(0, 12)
  expect(last['sma200']).toBeCloseTo(0.1, 12)
  expect(last['bollingerUpper']).toBe(last['bollingerLower'])
})

it('is at the ends of its scales in a price that only rises', () => {
  const last = lastRow(chart(300, (row) => 100 + row))
  expect(last).toMatchObject({ rsi14: 100, adx14: 100, minusDi14: 0, mfi14: 100 })
  expect(last['slope20']).toBeCloseTo(1, 9)
})

it('has no volume indicators without volume, and they return with it', () => {
  const silent = lastRow(
    chart(
      60,
      (row) => 50 + Math.sin(row),
      () => 0,
    ),
  )
  expect(silent['mfi14']).toBeNaN()
  expect(silent['cmf20']).toBeNaN()
  expect(silent['volumeRatio20']).toBeNaN()
  const heard = lastRow(
    chart(
      60,
      (row) => 50 + Math.sin(row),
      (row) => Number(row > 50),
    ),
  )
  expect(heard['mfi14']).toBeGreaterThan(0)
  expect(heard['cmf20']).toBeDefined()
  expect(heard['volumeRatio20']).toBeCloseTo(20 / 9, 9)
})

it('moves on after a still market instead of staying missing', () => {
  const last = lastRow(chart(300, (row) => (row < 200 ? 80 : 80 + 3 * Math.sin(row))))
  expect(Object.values(last).filter(Number.isNaN)).toEqual([])
})

it('annualises the sample deviation of log returns', () => {
  const returns = [0.01, -0.02, 0.03]
  const prices = returns.reduce(
    (made, value) => [...made, (made.at(-1) ?? 0) * Math.exp(value)],
    [100],
  )
  const mean = 0.02 / 3
  const variance = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2
  const expected = 100 * Math.sqrt(variance * 252)
  expect(volatility(Float64Array.from(prices), 3).at(-1)).toBeCloseTo(expected, 9)
})

it('finds the deepest fall, not the fall from the highest peak', () => {
  expect(maxDrawdown(Float64Array.of(100, 60, 80, 200, 150))).toBeCloseTo(40, 9)
  expect(maxDrawdown(Float64Array.of(1, 2, 3))).toBe(0)
  expect(maxDrawdown(new Float64Array(0))).toBeNaN()
})

it('gives twice the market a beta of two, and none to a market that stands still', () => {
  const moves = [0.01, -0.02, 0.015, 0.005, -0.01]
  const grown = (times: number) => {
    return Float64Array.from(
      moves.reduce((made, move) => [...made, (made.at(-1) ?? 0) * (1 + times * move)], [100]),
    )
  }
  expect(beta(grown(2), grown(1), moves.length).at(-1)).toBeCloseTo(2, 9)
  expect(beta(grown(2), grown(0), moves.length).at(-1)).toBeNaN()
})

it('sees a turn only once enough bars have followed it', () => {
  const peak = [10, 11, 12, 15, 12, 11, 10]
  const columns = (rows: number) => columnsOf(peak.slice(0, rows).map((price) => barOf(price, 1)))
  expect(swingPrices(columns(6), 3)).toEqual([])
  expect(swingPrices(columns(7), 3)).toEqual([15])
})

function flat(length: number): Columns {
  return columnsOf(Array.from({ length }, () => barOf(0.1, 1000)))
}

function chart(
  length: number,
  price: (row: number) => number,
  volume: (row: number) => number = () => 1000,
): Columns {
  return columnsOf(Array.from({ length }, (_, row) => barOf(price(row), volume(row))))
}

function barOf(price: number, volume: number): Bar {
  return { date: '2020-01-01', open: price, high: price, low: price, close: price, volume }
}

function lastRow(columns: Columns): Readonly<Record<string, number>> {
  const set = indicatorSet(columns)
  const names = Object.keys(set) as IndicatorName[]
  return Object.fromEntries(names.map((name) => [name, at(set[name], columns.length - 1)]))
}
