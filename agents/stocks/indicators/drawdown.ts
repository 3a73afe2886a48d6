import { ratio, type Column } from './columns.ts'

/** The deepest fall from a peak to a later low among these closes, in percent: 0 where they never fell, 100 at worst. */
export function maxDrawdown(close: Column): number {
  let peak = Number.NaN
  let deepest = Number.NaN
  for (const price of close) {
    peak = price < peak ? peak : price
    const fall = 100 * ratio(peak - price, peak)
    deepest = fall < deepest ? deepest : fall
  }
  return deepest
}
