import type { priceFacts } from '../facts.ts'
import { ratio } from '../indicators/columns.ts'
import type { Bar } from '../types.ts'
import { percentChange, valueOf, type Values } from './values.ts'
import type { Window } from './window.ts'

export type PriceValues = Values<Exclude<keyof typeof priceFacts, 'periodStart'>> & {
  readonly periodStart: string
}

/** The last closed bar, the year behind it and the window that was asked about. */
export function priceValues(
  bars: readonly Bar[],
  last: Bar,
  { year, asked }: { readonly year: Window; readonly asked: Window },
): PriceValues {
  const before = bars.at(-2)
  return {
    close: last.close,
    previousClose: valueOf(before?.close),
    changePercent: valueOf(before && percentChange(before.close, last.close)),
    volume: bars.some((bar) => bar.volume > 0) ? last.volume : null,
    periodStart: asked.base.date,
    periodStartClose: asked.base.close,
    periodChangePercent: valueOf(percentChange(asked.base.close, last.close)),
    periodHigh: highOf(asked.bars),
    periodLow: lowOf(asked.bars),
    ...yearRange(year, last.close),
    barCount: bars.length,
  }
}

/** A shorter history has no 52-week range: what it lacks might have been higher, or lower. */
function yearRange(year: Window, close: number) {
  if (!year.isWhole) {
    return { high52w: null, low52w: null, belowHigh52wPercent: null, aboveLow52wPercent: null }
  }
  const [high, low] = [highOf(year.bars), lowOf(year.bars)]
  return {
    high52w: high,
    low52w: low,
    belowHigh52wPercent: valueOf(100 * ratio(high - close, high)),
    aboveLow52wPercent: valueOf(percentChange(low, close)),
  }
}

function highOf(bars: readonly Bar[]): number {
  return bars.reduce((highest, bar) => Math.max(highest, bar.high), -Infinity)
}

function lowOf(bars: readonly Bar[]): number {
  return bars.reduce((lowest, bar) => Math.min(lowest, bar.low), Infinity)
}
