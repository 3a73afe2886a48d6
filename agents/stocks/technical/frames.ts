import type { Series } from '../../../core/series.ts'
import type { Bar } from '../types.ts'
import type { FrameName } from './frame-names.ts'
import { type Frame, month, resample, week } from './resample.ts'
import { dayAverages, mostPoints, seriesOf } from './series.ts'
import { windowOf } from './window.ts'

interface LongFrame {
  readonly frame: Frame
  /** In bars. */
  readonly averages: readonly number[]
  /** What is shown of a question that names no period: some sixty to a hundred bars. */
  readonly period: string
  /** Fewer bars show nothing that a week or a month has to say. */
  readonly leastBars: number
}

const longFrames: Readonly<Record<Exclude<FrameName, 'day'>, LongFrame>> = {
  week: { frame: week, averages: [10, 40], period: '2y', leastBars: 20 },
  month: { frame: month, averages: [10], period: '5y', leastBars: 12 },
}

/** The averages of a frame, by their bars. */
export function averagesOf(frame: FrameName): readonly number[] {
  return frame === 'day' ? dayAverages : longFrames[frame].averages
}

export interface SeriesRequest {
  readonly frame: FrameName
  /** Null where the question names none. */
  readonly period: string | null
  /** The days of the period, for a chart of days. */
  readonly days: readonly Bar[]
  readonly today: string
}

/** What is to be drawn: days, or the closed weeks or months that the text speaks of; nothing before the first of them. */
export function framedSeries(bars: readonly Bar[], asked: SeriesRequest): Series {
  if (asked.frame === 'day') return seriesOf(bars, asked.days)
  const { frame, averages, period, leastBars } = longFrames[asked.frame]
  const merged = resample(bars, frame, asked.today)
  const last = merged.at(-1)
  if (last === undefined) return seriesOf([], [], averages)
  const own = windowOf(merged, last, asked.period ?? period).bars
  const window = own.length < leastBars ? windowOf(merged, last, period).bars : own
  return seriesOf(merged, window.slice(-mostPoints), averages)
}
