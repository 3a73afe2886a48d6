import type { frameFacts } from '../facts.ts'
import { at, columnsOf } from '../indicators/columns.ts'
import { sma } from '../indicators/moving-averages.ts'
import { rsi } from '../indicators/rsi.ts'
import type { Bar } from '../types.ts'
import { month, resample, week } from './resample.ts'
import { valueOf, type Values } from './values.ts'

type FrameDate = 'weeklyEnd' | 'monthlyEnd'

export type FrameValues = Values<Exclude<keyof typeof frameFacts, FrameDate>> &
  Readonly<Record<FrameDate, string | null>>

/** What the closed weeks and months say of the trend. */
export function frameValues(bars: readonly Bar[], today: string): FrameValues {
  const weeks = resample(bars, week, today)
  const months = resample(bars, month, today)
  return {
    weeklyEnd: weeks.at(-1)?.date ?? null,
    weeklyClose: valueOf(weeks.at(-1)?.close),
    weeklySma10: averageOf(weeks, 10),
    weeklySma40: averageOf(weeks, 40),
    weeklyRsi14: strengthOf(weeks),
    monthlyEnd: months.at(-1)?.date ?? null,
    monthlyClose: valueOf(months.at(-1)?.close),
    monthlySma10: averageOf(months, 10),
    monthlyRsi14: strengthOf(months),
  }
}

function averageOf(bars: readonly Bar[], count: number): number | null {
  return valueOf(at(sma(columnsOf(bars.slice(-count)).close, count), count - 1))
}

function strengthOf(bars: readonly Bar[]): number | null {
  return valueOf(at(rsi(columnsOf(bars).close), bars.length - 1))
}
