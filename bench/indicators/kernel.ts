import { over, percentOf } from '../../agents/stocks/indicators/arithmetic.ts'
import { atr } from '../../agents/stocks/indicators/atr.ts'
import { bollinger } from '../../agents/stocks/indicators/bollinger.ts'
import { cci } from '../../agents/stocks/indicators/cci.ts'
import { cmf } from '../../agents/stocks/indicators/cmf.ts'
import type { Column, Columns } from '../../agents/stocks/indicators/columns.ts'
import { directional } from '../../agents/stocks/indicators/directional.ts'
import { macd } from '../../agents/stocks/indicators/macd.ts'
import { mfi } from '../../agents/stocks/indicators/mfi.ts'
import { sma } from '../../agents/stocks/indicators/moving-averages.ts'
import { obv } from '../../agents/stocks/indicators/obv.ts'
import { roc } from '../../agents/stocks/indicators/roc.ts'
import { rsi } from '../../agents/stocks/indicators/rsi.ts'
import type { IndicatorName } from '../../agents/stocks/indicators/set.ts'
import { slope } from '../../agents/stocks/indicators/slope.ts'
import { stochastic, williamsR } from '../../agents/stocks/indicators/stochastic.ts'

export type SomeColumns = Readonly<Partial<Record<IndicatorName, Column>>>

/** What technicalindicators offers, from our kernel: set.ts without the rest, each part computed where it is there. */
export function asTechnicalIndicators(columns: Columns): SomeColumns {
  return { ...trendAndFlow(columns), ...momentumAndSpread(columns) }
}

/** What trading-signals offers, from our kernel. */
export function asTradingSignals(columns: Columns): SomeColumns {
  return {
    ...asTechnicalIndicators(columns),
    slope20: slope(columns.close, 20),
    cmf20: cmf(columns),
  }
}

function trendAndFlow(columns: Columns): SomeColumns {
  const { close, volume } = columns
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
    mfi14: mfi(columns),
    obv: obv(columns),
    volumeRatio20: over(volume, sma(volume, 20)),
  }
}

function momentumAndSpread(columns: Columns): SomeColumns {
  const { close } = columns
  const { k, d } = stochastic(columns)
  const { upper, middle, lower } = bollinger(close)
  const range = atr(columns)
  return {
    rsi14: rsi(close),
    stochasticK: k,
    stochasticD: d,
    roc12: roc(close),
    williamsR14: williamsR(columns),
    cci20: cci(columns),
    atr14: range,
    atrPercent: percentOf(range, close),
    bollingerUpper: upper,
    bollingerMiddle: middle,
    bollingerLower: lower,
  }
}
