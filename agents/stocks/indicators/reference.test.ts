import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { referenceDir } from '../../../test/environment.ts'
import { minus, over } from './arithmetic.ts'
import { atr, trueRange } from './atr.ts'
import { beta } from './beta.ts'
import { bollinger } from './bollinger.ts'
import { cci } from './cci.ts'
import { cmf } from './cmf.ts'
import { columnsOf, type Column, type Columns } from './columns.ts'
import { rollingDeviation } from './covariance.ts'
import { directional } from './directional.ts'
import { macd } from './macd.ts'
import { mfi } from './mfi.ts'
import { ema, sma, wma } from './moving-averages.ts'
import { obv } from './obv.ts'
import { roc } from './roc.ts'
import { rsi } from './rsi.ts'
import { slope } from './slope.ts'
import { stochastic, williamsR } from './stochastic.ts'

const dir = referenceDir()

type Row = Readonly<Record<string, number | null>>

describe.skipIf(dir === undefined)('the reference of indicators (needs REFERENCE_DATA_DIR)', () => {
  const root = join(dir ?? '', 'stock-indicators')
  const cases: readonly [file: string, field: string, column: (columns: Columns) => Column][] = [
    ['sma', 'sma', ({ close }) => sma(close, 20)],
    ['ema', 'ema', ({ close }) => ema(close, 20)],
    ['wma', 'wma', ({ close }) => wma(close, 14)],
    ['macd', 'macd', ({ close }) => macd(close).line],
    ['macd', 'signal', ({ close }) => macd(close).signal],
    ['macd', 'histogram', ({ close }) => macd(close).histogram],
    ['macd', 'fastEma', ({ close }) => macd(close).fast],
    ['macd', 'slowEma', ({ close }) => macd(close).slow],
    ['rsi', 'rsi', ({ close }) => rsi(close)],
    ['tr', 'tr', trueRange],
    ['atr', 'atr', (columns) => atr(columns)],
    ['adx', 'adx', (columns) => directional(columns).adx],
    ['adx', 'pdi', (columns) => directional(columns).plusDi],
    ['adx', 'mdi', (columns) => directional(columns).minusDi],
    ['bb', 'sma', ({ close }) => bollinger(close).middle],
    ['bb', 'upperBand', ({ close }) => bollinger(close).upper],
    ['bb', 'lowerBand', ({ close }) => bollinger(close).lower],
    ['stoch', 'k', (columns) => stochastic(columns).k],
    ['stoch', 'd', (columns) => stochastic(columns).d],
    ['willr', 'williamsR', (columns) => williamsR(columns)],
    ['cci', 'cci', (columns) => cci(columns)],
    ['mfi', 'mfi', (columns) => mfi(columns)],
    ['obv', 'obv', obv],
    ['cmf', 'cmf', (columns) => cmf(columns)],
    ['roc', 'roc', ({ close }) => roc(close, 14)],
    ['slope', 'slope', ({ close }) => slope(close, 14)],
    ['stdev', 'stdDev', ({ close }) => rollingDeviation(close, 14)],
    ['stdev', 'zScore', ({ close }) => zScore(close, 14)],
    ['beta', 'beta', ({ close }) => beta(quotes('compare').close, close, 50)],
  ]

  it.each(cases)(
    '%s.%s is equal to 1e-9 relative, and starts on the same row',
    (file, field, column) => {
      const expected = results(file).map((row) => row[field] ?? Number.NaN)
      const actual = [...column(quotes('default'))]
      expect(actual).toHaveLength(expected.length)
      const wrong = expected.flatMap((value, row) => {
        return isEqual(actual[row] ?? Number.NaN, value)
          ? []
          : [{ row, value, actual: actual[row] }]
      })
      expect(wrong).toEqual([])
      expect(expected.filter((value) => !Number.isNaN(value)).length).toBeGreaterThan(400)
    },
  )

  function results(name: string): readonly Row[] {
    return JSON.parse(readFileSync(join(root, 'results', `${name}.standard.json`), 'utf8')) as Row[]
  }

  function quotes(name: string): Columns {
    const lines = readFileSync(join(root, 'quotes', `${name}.csv`), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
    return columnsOf(lines.map((line) => barOf(line.trim().split(','))))
  }
})

function barOf([date = '', ...numbers]: readonly string[]) {
  const [open = 0, high = 0, low = 0, close = 0, volume = 0] = numbers.map(Number)
  return { date, open, high, low, close, volume }
}

function zScore(close: Column, period: number): Column {
  return over(minus(close, sma(close, period)), rollingDeviation(close, period))
}

function isEqual(actual: number, expected: number): boolean {
  if (Number.isNaN(actual) || Number.isNaN(expected)) return Object.is(actual, expected)
  return Math.abs(actual - expected) <= 1e-9 * Math.abs(expected)
}
