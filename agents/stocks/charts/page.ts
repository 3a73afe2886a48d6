import type { ChartSize } from '../../../core/chart.ts'
import type { Theme } from './theme.ts'

/** How large a picture is and what is on it, in CSS pixels; of those a PNG has two each way. */
export interface Page {
  readonly width: number
  readonly margin: number
  /** Sizes of type. */
  readonly title: number
  readonly price: number
  readonly change: number
  readonly label: number
  readonly tick: number
  /** Heights. */
  readonly pane: number
  readonly volume: number
  readonly rsi: number
  /** Between panes. */
  readonly between: number
  readonly mostTicks: number
  /** More candles than that are too thin to be read: a line says more. */
  readonly mostCandles: number
  readonly datesApart: number
  /** There is no room for words at the ends of lines: they stand in a legend below, and above the panes. */
  readonly isNarrow: boolean
}

export const pages: Readonly<Record<ChartSize, Page>> = {
  wide: {
    width: 760,
    margin: 24,
    title: 17,
    price: 22,
    change: 14,
    label: 12,
    tick: 11,
    pane: 224,
    volume: 46,
    rsi: 66,
    between: 20,
    mostTicks: 7,
    mostCandles: 150,
    datesApart: 58,
    isNarrow: false,
  },
  narrow: {
    width: 360,
    margin: 16,
    title: 16,
    price: 22,
    change: 14,
    label: 13,
    tick: 12,
    pane: 200,
    volume: 44,
    rsi: 60,
    between: 32,
    mostTicks: 5,
    mostCandles: 66,
    datesApart: 40,
    isNarrow: true,
  },
}

/** What everything that draws is told. */
export interface Look {
  readonly theme: Theme
  readonly page: Page
}
