import type { Series } from '../../../core/series.ts'
import type { PriceSpec } from './spec.ts'

export interface PriceRequest extends Omit<
  PriceSpec,
  'kind' | 'days' | 'close' | 'candles' | 'volume' | 'averages' | 'rsi'
> {
  readonly series: Series
  /** The averages to show, by their bars: 20, 50, 200 of days. */
  readonly averages: readonly number[]
  readonly hasRsi: boolean
}

/** What a price chart shows of a series. */
export function priceSpecOf({ series, averages, hasRsi, ...about }: PriceRequest): PriceSpec {
  const { days, columns } = series
  const { close = [], open, high, low, volume, rsi14 } = columns
  return {
    ...about,
    kind: 'price',
    days,
    close,
    candles: open && high && low ? { open, high, low } : null,
    volume: volume ?? null,
    averages: averages.flatMap((count) => {
      const values = columns[`sma${count}`]
      return values?.some((value) => value !== null) ? [{ count, values }] : []
    }),
    rsi: hasRsi ? (rsi14 ?? null) : null,
  }
}
