import { describe, expect, it } from 'vitest'

import { indicatorFacts, levelFacts, priceFacts } from '../facts.ts'
import { columnsOf } from '../indicators/columns.ts'
import { indicatorSet } from '../indicators/set.ts'
import type { Prices } from '../types.ts'
import { analyseChart, type ChartRequest } from './chart.ts'
import { samplePath, samplePrices } from './sample-prices.ts'
import { rowOf } from './values.ts'

const askedAt = new Date('2020-06-30T21:00:00Z')

it('fills the catalogue of facts, and nothing else', () => {
  const chart = read(samplePrices(600), { benchmark: samplePrices(600) })
  expect(Object.keys(chart.prices).toSorted()).toEqual(Object.keys(priceFacts).toSorted())
  expect(Object.keys(chart.indicators).toSorted()).toEqual(Object.keys(indicatorFacts).toSorted())
  expect(Object.keys(chart.levels).toSorted()).toEqual(Object.keys(levelFacts).toSorted())
  const values = [chart.prices, chart.indicators].flatMap((facts) => Object.values(facts))
  expect(values.filter((value) => value === null)).toEqual([])
  expect(chart.notes).toEqual([])
})

it('never looks past the day of the question', () => {
  const known = samplePrices(600)
  const spike = { date: '2020-07-01', open: 1e6, high: 1e6, low: 1e-6, close: 1e6, volume: 1e12 }
  const later = { ...known, bars: [...known.bars, spike] }
  const benchmark = samplePath(Array.from({ length: 600 }, (_, row) => 50 + Math.sin(row)))
  const laterBenchmark = { ...benchmark, bars: [...benchmark.bars, { ...spike, close: 1 }] }
  expect(read(later, { benchmark: laterBenchmark })).toEqual(read(known, { benchmark }))
  const dayAfter = new Date('2020-07-01T21:00:00Z')
  expect(read(later, { askedAt: dayAfter }).prices.close).toBe(1e6)
})

it('reads of a long history what reading all of it would say', () => {
  const { bars } = samplePrices(2_520)
  const columns = columnsOf(bars)
  const { indicators } = read(samplePrices(2_520))
  const whole = rowOf(indicatorSet(columns), columns.length - 1)
  const apart = Object.entries(whole).filter(([name, value]) => {
    const distance = Math.abs(Number(Reflect.get(indicators, name)) - Number(value))
    return !(distance <= 1e-12 * Math.max(1, Math.abs(Number(value))))
  })
  expect(apart).toEqual([])
})

it('says so when there was no price yet', () => {
  const tooEarly = new Date('2010-01-01')
  expect(() => read(samplePrices(30), { askedAt: tooEarly })).toThrow(
    'no bar of SMPL up to 2010-01-01',
  )
})

it('leaves out what one bar cannot tell', () => {
  const { prices, indicators, levels, signals, score, notes } = read(samplePath([42]))
  expect(prices).toMatchObject({
    close: 42,
    previousClose: null,
    changePercent: null,
    high52w: null,
  })
  expect(Object.entries(indicators).filter(([, value]) => value !== null)).toEqual([
    ['obv', 0],
    ['monthlyEnd', '2020-06-30'],
    ['monthlyClose', 42],
  ])
  expect(levels).toEqual({
    support1: null,
    support2: null,
    resistance1: null,
    resistance2: null,
    pivot: 42,
  })
  expect({ signals, score }).toEqual({ signals: [], score: null })
  expect(notes).toEqual([
    'Prices begin on 2020-06-30, after the start of the period.',
    'Prices begin on 2020-06-30, too late for the 52-week range and the largest drawdown within a year.',
    '1 trading day of history: too little for a technical score.',
  ])
})

it('has no volume facts and no volume signals for what is traded without volume', () => {
  const sample = samplePrices(600)
  const silent = { ...sample, bars: sample.bars.map((bar) => ({ ...bar, volume: 0 })) }
  const { prices, indicators, signals } = read(silent)
  const { obv, mfi14, cmf20, volumeRatio20 } = indicators
  expect([prices.volume, obv, mfi14, cmf20, volumeRatio20]).toEqual([null, null, null, null, null])
  expect(signals).toHaveLength(14)
})

it('measures the year and the period from their own starts', () => {
  const path = Array.from({ length: 800 }, (_, row) => (row === 300 ? 500 : 100 + row / 10))
  const { prices } = read(samplePath(path), { period: '1mo' })
  expect(prices).toMatchObject({
    periodStart: '2020-05-30',
    periodStartClose: 100 + 768 / 10,
    periodHigh: 100 + 799 / 10,
    periodLow: 100 + 768 / 10,
    high52w: 100 + 799 / 10,
    belowHigh52wPercent: 0,
    barCount: 800,
  })
  expect(read(samplePath(path), { period: 'max' }).prices.periodHigh).toBe(500)
})

it('finds support below and resistance above, at turns that lie apart', () => {
  const turns = [100, 130, 90, 131, 80, 150, 110]
  const path = turns.flatMap((turn, leg) => {
    const next = turns[leg + 1]
    if (next === undefined) return [turn]
    return Array.from({ length: 10 }, (_, step) => turn + ((next - turn) * step) / 10)
  })
  const { levels, indicators } = read(samplePath(path))
  expect(indicators.atr14).toBeGreaterThan(1)
  expect(levels).toEqual({
    support1: 90,
    support2: 80,
    resistance1: 130,
    resistance2: 150,
    pivot: 110,
  })
})

describe('strength against the market', () => {
  const half = Array.from({ length: 600 }, (_, row) => (row < 600 - 183 ? 100 : 110))
  const market = samplePath(half)

  it('is the half year’s change less that of the index between the same days', () => {
    const prices = samplePath(half.map((close) => (close === 110 ? 125 : 100)))
    expect(read(prices, { benchmark: market }).indicators.marketStrengthPercent).toBeCloseTo(15, 9)
    expect(read(market, { benchmark: market }).indicators.marketStrengthPercent).toBe(0)
    const thin = { ...prices, bars: prices.bars.filter((_, row) => row % 2 === 0) }
    expect(read(thin, { benchmark: market }).indicators.marketStrengthPercent).toBeCloseTo(15, 9)
  })

  it('is missing without an index, and where both have less than half a year in common', () => {
    expect(read(market).indicators.marketStrengthPercent).toBeNull()
    const late = { ...market, bars: market.bars.slice(-150) }
    expect(read(market, { benchmark: late }).indicators.marketStrengthPercent).toBeNull()
  })
})

describe('beta', () => {
  const benchmark = samplePrices(600)

  it('is that of the days both have within the year', () => {
    const twice = benchmark.bars.map((bar) => ({ ...bar, close: bar.close ** 2 }))
    const prices = { ...benchmark, bars: twice.filter((_, row) => row % 3 !== 0) }
    expect(read(prices, { benchmark }).indicators.beta).toBeCloseTo(2, 1)
  })

  it('is missing without a benchmark, with too few common days, or in a market that stands still', () => {
    expect(read(benchmark).indicators.beta).toBeNull()
    const late = { ...benchmark, bars: benchmark.bars.slice(-60) }
    expect(read(benchmark, { benchmark: late }).indicators.beta).toBeNull()
    const enough = { ...benchmark, bars: benchmark.bars.slice(-61) }
    expect(read(benchmark, { benchmark: enough }).indicators.beta).toBeCloseTo(1, 9)
    const still = samplePath(Array.from({ length: 600 }, () => 7))
    expect(read(benchmark, { benchmark: still }).indicators.beta).toBeNull()
  })
})

function read(prices: Prices, request: Partial<ChartRequest> = {}) {
  return analyseChart({ prices, period: '1y', askedAt, benchmark: null, ...request })
}
