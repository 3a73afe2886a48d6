import { describe, expect, it } from 'vitest'

import type { ChartValues } from './readings.ts'
import { judgeChart } from './signals.ts'

const bullish: ChartValues = {
  close: 100,
  sma50: 90,
  sma200: 80,
  macd: 2,
  macdSignal: 1,
  adx14: 30,
  plusDi14: 35,
  minusDi14: 10,
  roc12: 6.04,
  marketStrengthPercent: 4.26,
  rsi14: 28.44,
  stochasticK: 12,
  bollingerUpper: 120,
  bollingerLower: 101,
  cci20: -140,
  belowHigh52wPercent: 3,
  aboveLow52wPercent: 60,
  cmf20: 0.2,
  mfi14: 15,
  volumeRatio20: 2,
  changePercent: 3,
  weeklyClose: 99,
  weeklySma10: 95,
  weeklySma40: 85,
  weeklyRsi14: 29,
  monthlyClose: 98,
  monthlySma10: 88,
}

const bearish: ChartValues = {
  ...bullish,
  sma50: 110,
  sma200: 120,
  macd: -2,
  macdSignal: -1,
  plusDi14: 10,
  minusDi14: 35,
  roc12: -6,
  marketStrengthPercent: -9,
  rsi14: 75,
  stochasticK: 90,
  bollingerUpper: 99,
  bollingerLower: 80,
  cci20: 140,
  belowHigh52wPercent: 60,
  aboveLow52wPercent: 3,
  cmf20: -0.2,
  mfi14: 85,
  changePercent: -3,
  weeklySma10: 105,
  weeklySma40: 115,
  weeklyRsi14: 71,
  monthlySma10: 112,
}

it('is 1 where everything speaks for the price and −1 where everything speaks against it', () => {
  expect(judgeChart(bullish).score).toBeCloseTo(1, 12)
  expect(judgeChart(bearish).score).toBeCloseTo(-1, 12)
})

it('gives the whole table a weight of 1, and what is left of it too', () => {
  expect(judgeChart(bullish).signals).toHaveLength(18)
  expect(weightsOf(bullish)).toBeCloseTo(1, 12)
  const withoutVolume = { ...bullish, cmf20: null, mfi14: null, volumeRatio20: null }
  expect(judgeChart(withoutVolume).signals).toHaveLength(15)
  expect(weightsOf(withoutVolume)).toBeCloseTo(1, 12)
})

it('leaves weeks and months out where the history is too short for their averages', () => {
  const { weeklySma40: _, monthlySma10: __, ...short } = bullish
  const { signals, score } = judgeChart(short)
  expect(signals.map(({ name }) => name)).not.toContain('weekly trend')
  expect(signals.map(({ name }) => name)).not.toContain('monthly trend')
  expect(score).toBeCloseTo(1, 12)
})

it('has no opinion when less than half of the weights could be read', () => {
  const little = judgeChart({ close: 100, rsi14: 50, bollingerUpper: 120, bollingerLower: 90 })
  expect(little.signals.map(({ name }) => name)).toEqual(['RSI', 'Bollinger bands'])
  expect(little.score).toBeNull()
  expect(judgeChart({})).toEqual({ signals: [], score: null })
})

describe('a reading says its number as a person is shown it', () => {
  it.each([
    ['RSI', {}, 'RSI 14 at 28.4, oversold', 1],
    ['RSI', { rsi14: 30.04 }, 'RSI 14 at 30.0, oversold', 1],
    ['RSI', { rsi14: 30.06 }, 'RSI 14 at 30.1, neutral', 0],
    ['RSI', { rsi14: 70 }, 'RSI 14 at 70.0, overbought', -1],
    ['long-term trend', {}, 'closing price at 100.00, above the 200-day average at 80.00', 1],
    [
      'long-term trend',
      { sma200: 100.001 },
      'closing price at 100.00, level with the 200-day average at 100.00',
      0,
    ],
    [
      'weekly trend',
      {},
      'last weekly close at 99.00, above the 10-week average at 95.00, above the 40-week average at 85.00',
      1,
    ],
    [
      'weekly trend',
      { weeklySma10: 101 },
      'last weekly close at 99.00, below the 10-week average at 101.00, above the 40-week average at 85.00',
      0,
    ],
    ['weekly RSI', {}, 'weekly RSI 14 at 29.0, oversold', 1],
    ['monthly trend', {}, 'last monthly close at 98.00, above the 10-month average at 88.00', 1],
    ['MACD', { macd: 0.5 }, 'MACD at 0.50, below the MACD signal line at 1.00', -1],
    [
      'directional movement',
      {},
      'ADX 14 at 30.0, a strong upward trend (+DI 14 at 35.0 and −DI 14 at 10.0)',
      1,
    ],
    [
      'directional movement',
      { adx14: 24.9 },
      'ADX 14 at 24.9, no clear trend (+DI 14 at 35.0 and −DI 14 at 10.0)',
      0,
    ],
    ['rate of change', {}, '12-day rate of change at 6.0%, clearly positive', 1],
    ['rate of change', { roc12: 2 }, '12-day rate of change at 2.0%, near zero', 0],
    [
      'strength against the market',
      {},
      'lead over its index in six months at 4.3%, clearly positive',
      1,
    ],
    ['Bollinger bands', {}, 'closing price at 100.00, below the lower Bollinger band at 101.00', 1],
    [
      'Bollinger bands',
      { bollingerLower: 90 },
      'closing price at 100.00, inside the Bollinger bands',
      0,
    ],
    ['52-week range', {}, '3.0% below the 52-week high and 60.0% above the 52-week low', 1],
    [
      '52-week range',
      { aboveLow52wPercent: 2 },
      '3.0% below the 52-week high and 2.0% above the 52-week low',
      0,
    ],
    [
      'volume on the day',
      {},
      'volume against its 20-day average at 2.00, change on the day at 3.0%',
      1,
    ],
    [
      'volume on the day',
      { volumeRatio20: 1.49 },
      'volume against its 20-day average at 1.49, change on the day at 3.0%',
      0,
    ],
  ] as const)('%s with %o', (name, change, reading, direction) => {
    const { signals } = judgeChart({ ...bullish, ...change })
    expect(signals.find((signal) => signal.name === name)).toMatchObject({ reading, direction })
  })
})

function weightsOf(values: ChartValues): number {
  return judgeChart(values).signals.reduce((sum, { weight }) => sum + weight, 0)
}
