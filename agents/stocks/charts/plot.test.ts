import { expect, it } from 'vitest'

import { plotOf } from './plot.ts'
import { sampleSpecs } from './sample-specs.ts'

it.each(Object.keys(sampleSpecs))('has one value for each category: %s', (name) => {
  const plot = plotOf(sampleSpecs[name], 20)
  expect(plot === null).toBe(name === 'one candle')
  const { categories = ['nothing', 'to draw'], series = [] } = plot ?? {}
  expect(categories.length).toBeGreaterThanOrEqual(2)
  expect(categories.length).toBeLessThanOrEqual(20)
  expect(new Set(categories).size).toBe(categories.length)
  for (const { values } of series) {
    expect(values).toHaveLength(categories.length)
    expect(values.every(Number.isFinite)).toBe(true)
  }
})

const origin = { source: 'csv:A.csv', asOf: '2020-01-03', fetchedAt: '2020-01-03', isDemo: false }

it('keeps the first and the last price, and shows no price that is not known', () => {
  const days = Array.from({ length: 101 }, (_, at) => 18_262 + at)
  const close = days.map((day, row) => (row === 50 ? null : day - 18_262))
  const price = { kind: 'price', origin, symbol: 'A', name: null, currency: 'USD', days, close }
  const rest = { candles: null, volume: null, averages: [], rsi: null, levels: [], change: null }
  const plot = plotOf({ ...price, ...rest }, 5)
  expect(plot).toEqual({
    form: 'line',
    unit: 'USD',
    categories: ['1 Jan 2020', '26 Jan 2020', '21 Feb 2020', '16 Mar 2020', '10 Apr 2020'],
    series: [{ name: 'A', values: [0, 25, 51, 75, 100] }],
  })
  expect(plotOf({ ...price, ...rest, days: [1, 2], close: [null, 3] }, 5)).toBeNull()
})

it('compares on days on which all are known', () => {
  const lines = [
    { symbol: 'A', days: [1, 2, 3, 4], values: [100, 101, null, 103] },
    { symbol: 'B', days: [1, 3, 4], values: [100, 90, 80] },
  ]
  const comparison = { kind: 'comparison', origin, lines, start: '1970-01-02' }
  expect(plotOf(comparison, 20)).toEqual({
    form: 'line',
    unit: '100 on 2 Jan 1970',
    categories: ['2 Jan 1970', '5 Jan 1970'],
    series: [
      { name: 'A', values: [100, 103] },
      { name: 'B', values: [100, 80] },
    ],
  })
  const apart = lines.map((line, at) => ({ ...line, days: line.days.map((day) => day + at * 9) }))
  expect(plotOf({ ...comparison, lines: apart }, 20)).toBeNull()
})

it('shows the votes that were cast', () => {
  const votes = [
    { analyst: 'technical', score: 0.4 },
    { analyst: 'fundamental', score: null },
    { analyst: 'sentiment', score: -0.2 },
  ]
  const spec = {
    kind: 'confidence',
    origin,
    symbol: 'A',
    rating: 'buy',
    confidencePercent: 62,
    votes,
  }
  expect(plotOf(spec, 20)).toMatchObject({
    form: 'bar',
    categories: ['Technical', 'Sentiment'],
    series: [{ name: 'Vote', values: [0.4, -0.2] }],
  })
  expect(plotOf({ ...spec, votes: [] }, 20)).toBeNull()
})
