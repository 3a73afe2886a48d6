import {
  adx,
  atr,
  bollingerbands,
  cci,
  ema,
  macd,
  mfi,
  obv,
  roc,
  rsi,
  sma,
  stochastic,
  williamsr,
} from 'technicalindicators'

import type { Bar } from '../../agents/stocks/types.ts'
import type { Latest } from './contest.ts'

interface Lists {
  readonly high: number[]
  readonly low: number[]
  readonly close: number[]
  readonly volume: number[]
}

/** The shape that technicalindicators takes its prices in. */
export function listsOf(bars: readonly Bar[]): Lists {
  return {
    high: bars.map(({ high }) => high),
    low: bars.map(({ low }) => low),
    close: bars.map(({ close }) => close),
    volume: bars.map(({ volume }) => volume),
  }
}

/**
 * technicalindicators computes whole lists at a call; they stay in its own shape, and the last of each is read. The
 * average of 20 days is the middle of its bands.
 */
export function technicalIndicators(lists: Lists): Latest {
  return { ...trend(lists), ...momentum(lists), ...spread(lists), ...flow(lists) }
}

function trend({ high, low, close }: Lists): Latest {
  const exponential = { SimpleMAOscillator: false, SimpleMASignal: false }
  const periods = { fastPeriod: 12, slowPeriod: 26, signalPeriod: 9 }
  const lines = macd({ values: close, ...periods, ...exponential }).at(-1)
  const direction = adx({ high, low, close, period: 14 }).at(-1)
  return {
    sma50: sma({ period: 50, values: close }).at(-1),
    sma200: sma({ period: 200, values: close }).at(-1),
    ema12: ema({ period: 12, values: close }).at(-1),
    ema26: ema({ period: 26, values: close }).at(-1),
    macd: lines?.MACD,
    macdSignal: lines?.signal,
    macdHistogram: lines?.histogram,
    adx14: direction?.adx,
    plusDi14: direction?.pdi,
    minusDi14: direction?.mdi,
  }
}

/** Its stochastic is the fast one, whose signal is the slow one's %K. */
function momentum({ high, low, close }: Lists): Latest {
  const fast = stochastic({ high, low, close, period: 14, signalPeriod: 3 })
  const slow = fast.slice(2).map(({ d }) => d)
  return {
    rsi14: rsi({ period: 14, values: close }).at(-1),
    stochasticK: slow.at(-1),
    stochasticD: sma({ period: 3, values: slow }).at(-1),
    roc12: roc({ period: 12, values: close }).at(-1),
    williamsR14: williamsr({ high, low, close, period: 14 }).at(-1),
    cci20: cci({ high, low, close, period: 20 }).at(-1),
  }
}

function spread({ high, low, close }: Lists): Latest {
  const ranges = atr({ high, low, close, period: 14 })
  const band = bollingerbands({ period: 20, stdDev: 2, values: close }).at(-1)
  const before = close.length - ranges.length
  return {
    atr14: ranges.at(-1),
    atrPercent: ranges.map((range, row) => (100 * range) / (close[before + row] ?? NaN)).at(-1),
    sma20: band?.middle,
    bollingerUpper: band?.upper,
    bollingerMiddle: band?.middle,
    bollingerLower: band?.lower,
  }
}

function flow({ high, low, close, volume }: Lists): Latest {
  const usual = sma({ period: 20, values: volume })
  const before = volume.length - usual.length
  return {
    mfi14: mfi({ high, low, close, volume, period: 14 }).at(-1),
    obv: obv({ close, volume }).at(-1),
    volumeRatio20: usual.map((average, row) => (volume[before + row] ?? NaN) / average).at(-1),
  }
}
