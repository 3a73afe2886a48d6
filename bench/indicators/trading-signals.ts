import {
  ADX,
  ATR,
  BollingerBands,
  CCI,
  CMF,
  EMA,
  LinearRegression,
  MACD,
  MFI,
  OBV,
  ROC,
  RSI,
  SMA,
  StochasticOscillator,
  WilliamsR,
} from 'trading-signals'

import { emptyColumn, type Column } from '../../agents/stocks/indicators/columns.ts'
import type { IndicatorSet } from '../../agents/stocks/indicators/set.ts'
import type { Bar } from '../../agents/stocks/types.ts'

type Bars = readonly Bar[]
type SomeColumns = Partial<IndicatorSet>

/**
 * trading-signals takes one bar at a time. Fastest for it is one pass over the bars for a few indicators, each called
 * from a place of its own, and nothing computed twice: the average of 20 days is the middle of the bands, the averages
 * of 12 and 26 are those inside of its MACD.
 */
export function tradingSignals(bars: Bars): SomeColumns {
  return { ...averages(bars), ...trend(bars), ...momentum(bars), ...spread(bars), ...flow(bars) }
}

function averages(bars: Bars): SomeColumns {
  const [sma50, sma200, slope20] = [empty(bars), empty(bars), empty(bars)]
  const [fifty, twoHundred, line] = [new SMA(50), new SMA(200), new LinearRegression(20)]
  let row = 0
  for (const { close } of bars) {
    sma50[row] = fifty.add(close) ?? Number.NaN
    sma200[row] = twoHundred.add(close) ?? Number.NaN
    slope20[row] = line.add(close)?.slope ?? Number.NaN
    row += 1
  }
  return { sma50, sma200, slope20 }
}

function trend(bars: Bars): SomeColumns {
  const [ema12, ema26, macd] = [empty(bars), empty(bars), empty(bars)]
  const [macdSignal, macdHistogram] = [empty(bars), empty(bars)]
  const [adx14, plusDi14, minusDi14] = [empty(bars), empty(bars), empty(bars)]
  const [fast, slow] = [new EMA(12), new EMA(26)]
  const [convergence, direction] = [new MACD(fast, slow, new EMA(9)), new ADX(14)]
  let row = 0
  for (const bar of bars) {
    const lines = convergence.add(bar.close)
    if (lines !== null) {
      // Asked for only where they are there: before, it would throw and catch within.
      ema12[row] = fast.getResultOrThrow()
      ema26[row] = slow.getResultOrThrow()
      macd[row] = lines.macd
      macdSignal[row] = lines.signal
      macdHistogram[row] = lines.histogram
    }
    adx14[row] = direction.add(bar) ?? Number.NaN
    plusDi14[row] = 100 * (direction.pdi ?? Number.NaN)
    minusDi14[row] = 100 * (direction.mdi ?? Number.NaN)
    row += 1
  }
  return { ema12, ema26, macd, macdSignal, macdHistogram, adx14, plusDi14, minusDi14 }
}

function momentum(bars: Bars): SomeColumns {
  const [rsi14, stochasticK, stochasticD] = [empty(bars), empty(bars), empty(bars)]
  const [roc12, williamsR14, cci20] = [empty(bars), empty(bars), empty(bars)]
  const [rsi, roc, williams, cci] = [new RSI(14), new ROC(12), new WilliamsR(14), new CCI(20)]
  const stochastic = new StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 })
  let row = 0
  for (const bar of bars) {
    rsi14[row] = rsi.add(bar.close) ?? Number.NaN
    const places = stochastic.add(bar)
    stochasticK[row] = places?.stochK ?? Number.NaN
    stochasticD[row] = places?.stochD ?? Number.NaN
    roc12[row] = 100 * (roc.add(bar.close) ?? Number.NaN)
    williamsR14[row] = williams.add(bar) ?? Number.NaN
    cci20[row] = cci.add(bar) ?? Number.NaN
    row += 1
  }
  return { rsi14, stochasticK, stochasticD, roc12, williamsR14, cci20 }
}

function spread(bars: Bars): SomeColumns {
  const [atr14, atrPercent, sma20] = [empty(bars), empty(bars), empty(bars)]
  const [bollingerUpper, bollingerLower] = [empty(bars), empty(bars)]
  const [atr, bands] = [new ATR(14), new BollingerBands(20, 2)]
  let row = 0
  for (const bar of bars) {
    const range = atr.add(bar) ?? Number.NaN
    atr14[row] = range
    atrPercent[row] = (100 * range) / bar.close
    const band = bands.add(bar.close)
    sma20[row] = band?.middle ?? Number.NaN
    bollingerUpper[row] = band?.upper ?? Number.NaN
    bollingerLower[row] = band?.lower ?? Number.NaN
    row += 1
  }
  return { atr14, atrPercent, sma20, bollingerUpper, bollingerMiddle: sma20, bollingerLower }
}

function flow(bars: Bars): SomeColumns {
  const [mfi14, obv, volumeRatio20, cmf20] = [empty(bars), empty(bars), empty(bars), empty(bars)]
  const [mfi, balance, usual, cmf] = [new MFI(14), new OBV(2), new SMA(20), new CMF(20)]
  let row = 0
  for (const bar of bars) {
    mfi14[row] = mfi.add(bar) ?? Number.NaN
    obv[row] = balance.add(bar) ?? 0
    volumeRatio20[row] = bar.volume / (usual.add(bar.volume) ?? Number.NaN)
    cmf20[row] = cmf.add(bar) ?? Number.NaN
    row += 1
  }
  return { mfi14, obv, volumeRatio20, cmf20 }
}

function empty(bars: Bars): Column {
  return emptyColumn(bars.length)
}
