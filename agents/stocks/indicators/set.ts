import type { frameFacts, indicatorFacts } from '../facts.ts'
import { over, percentOf } from './arithmetic.ts'
import { atr } from './atr.ts'
import { bollinger } from './bollinger.ts'
import { cci } from './cci.ts'
import { cmf } from './cmf.ts'
import type { Column, Columns } from './columns.ts'
import { directional } from './directional.ts'
import { macd } from './macd.ts'
import { mfi } from './mfi.ts'
import { sma } from './moving-averages.ts'
import { obv } from './obv.ts'
import { roc } from './roc.ts'
import { rsi } from './rsi.ts'
import { slope } from './slope.ts'
import { stochastic, williamsR } from './stochastic.ts'
import { volatility } from './volatility.ts'

/** Not a row of the chart: these look at a year at once, at a second symbol, at weeks, or at the whole set. */
type OnTheWhole =
  | 'maxDrawdownPercent'
  | 'beta'
  | 'marketStrengthPercent'
  | 'technicalScore'
  | keyof typeof frameFacts

export type IndicatorName = Exclude<keyof typeof indicatorFacts, OnTheWhole>

export type IndicatorSet = Readonly<Record<IndicatorName, Column>>

/** A quarter: long enough to be steady, short enough to speak of now. */
export const volatilityDays = 63

/** Every indicator of the catalogue for every row, with the standard parameters that its name and label give. */
export function indicatorSet(columns: Columns): IndicatorSet {
  return { ...trend(columns), ...momentum(columns), ...spread(columns), ...flow(columns) }
}

function trend(columns: Columns) {
  const { close } = columns
  const { fast, slow, line, signal, histogram } = macd(close)
  const { adx, plusDi, minusDi } = directional(columns)
  return {
    sma20: sma(close, 20),
    sma50: sma(close, 50),
    sma200: sma(close, 200),
    ema12: fast,
    ema26: slow,
    macd: line,
    macdSignal: signal,
    macdHistogram: histogram,
    adx14: adx,
    plusDi14: plusDi,
    minusDi14: minusDi,
    slope20: slope(close, 20),
  }
}

function momentum(columns: Columns) {
  const { k, d } = stochastic(columns)
  return {
    rsi14: rsi(columns.close),
    stochasticK: k,
    stochasticD: d,
    roc12: roc(columns.close),
    williamsR14: williamsR(columns),
    cci20: cci(columns),
  }
}

function spread(columns: Columns) {
  const { upper, middle, lower } = bollinger(columns.close)
  const range = atr(columns)
  return {
    atr14: range,
    atrPercent: percentOf(range, columns.close),
    bollingerUpper: upper,
    bollingerMiddle: middle,
    bollingerLower: lower,
    volatilityPercent: volatility(columns.close, volatilityDays),
  }
}

function flow(columns: Columns) {
  return {
    mfi14: mfi(columns),
    obv: obv(columns),
    volumeRatio20: over(columns.volume, sma(columns.volume, 20)),
    cmf20: cmf(columns),
  }
}
