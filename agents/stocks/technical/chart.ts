import { AppError } from '../../../core/errors.ts'
import type { Series } from '../../../core/series.ts'
import type { Signal } from '../../../core/types.ts'
import type { Bar, Prices } from '../types.ts'
import type { FrameName } from './frame-names.ts'
import { frameValues, type FrameValues } from './frame-values.ts'
import { framedSeries } from './frames.ts'
import { indicatorValues, type IndicatorValues } from './indicator-values.ts'
import { levelValues, type LevelValues } from './level-values.ts'
import { priceValues, type PriceValues } from './price-values.ts'
import { judgeChart } from './signals.ts'
import { isoDate, windowOf, type Window } from './window.ts'

export interface ChartRequest {
  readonly prices: Prices
  readonly period: string
  /** The bars that are drawn, and how far back where the question says so. */
  readonly drawn?: { readonly frame: FrameName; readonly period: string | null }
  /** Nothing after this day is looked at. */
  readonly askedAt: Date
  readonly benchmark: Prices | null
}

export interface Chart {
  /** The last bar's date. */
  readonly asOf: string
  readonly prices: PriceValues
  readonly indicators: IndicatorValues & FrameValues & { readonly technicalScore: number | null }
  readonly levels: LevelValues
  readonly series: Series
  readonly signals: readonly Signal[]
  /** −1 to 1; null where too little could be read to have an opinion. */
  readonly score: number | null
  readonly notes: readonly string[]
}

/** Reads a chart as it stood on the day of the question. Pure: the same bars, the same chart. */
export function analyseChart(request: ChartRequest): Chart {
  const { prices, period, askedAt, benchmark, drawn = asDays } = request
  const bars = closedBars(prices, askedAt)
  const last = lastOf(bars, prices.symbol, askedAt)
  const year = windowOf(bars, last, '1y')
  const asked = windowOf(bars, last, period)
  const told = priceValues(bars, last, { year, asked })
  const measured = {
    ...indicatorValues(bars, year, benchmark?.bars ?? []),
    ...frameValues(bars, isoDate(askedAt)),
  }
  const { signals, score } = judgeChart({ ...told, ...measured })
  return {
    asOf: last.date,
    prices: told,
    indicators: { ...measured, technicalScore: score },
    levels: levelValues(year.bars, last, measured.atr14),
    series: framedSeries(bars, { ...drawn, days: asked.bars, today: isoDate(askedAt) }),
    signals,
    score,
    notes: notesOf(bars, { year, asked }, score),
  }
}

const asDays = { frame: 'day', period: null } as const

function closedBars({ bars }: Prices, askedAt: Date): readonly Bar[] {
  const day = isoDate(askedAt)
  return bars.filter((bar) => bar.date <= day)
}

function lastOf(bars: readonly Bar[], symbol: string, askedAt: Date): Bar {
  const last = bars.at(-1)
  if (last !== undefined) return last
  throw new AppError('not_found', `no bar of ${symbol} up to ${isoDate(askedAt)}`, {
    said: `There are no prices of ${symbol} up to ${isoDate(askedAt)}.`,
  })
}

interface Windows {
  readonly year: Window
  readonly asked: Window
}

function notesOf(
  bars: readonly Bar[],
  { year, asked }: Windows,
  score: number | null,
): readonly string[] {
  const count = `${bars.length} trading ${bars.length === 1 ? 'day' : 'days'} of history`
  const begin = `Prices begin on ${bars[0]?.date ?? 'no day'}`
  const notes = [
    [asked.isWhole, `${begin}, after the start of the period.`],
    [
      year.isWhole,
      `${begin}, too late for the 52-week range and the largest drawdown within a year.`,
    ],
    [score !== null, `${count}: too little for a technical score.`],
  ] as const
  return notes.filter(([isFine]) => !isFine).map(([, note]) => note)
}
