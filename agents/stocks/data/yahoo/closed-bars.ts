import type { Bar } from '../../types.ts'
import { type Day, dayMs, dayOf } from '../day.ts'
import type { Chart } from './shapes.ts'

/**
 * The days that were over when the question was asked, oldest first. Yahoo's prices are adjusted for
 * splits already. While a market is open, and when an answer speaks of the past, the last days of a
 * chart are not closed yet and are left out.
 */
export function closedBars(chart: Chart, askedAt: Date): readonly Bar[] {
  const days = new Map(bars(chart).map((bar) => [bar.date, bar]))
  const closed = [...days.values()].filter(({ date }) => closeOf(date, chart) <= askedAt.getTime())
  return closed.toSorted((one, other) => (one.date < other.date ? -1 : 1))
}

/** How many days of the chart have no full set of prices and volume. */
export function missingDays(chart: Chart): number {
  return chart.timestamp.length - bars(chart).length
}

function bars({ timestamp, indicators, meta }: Chart): readonly Bar[] {
  const [quote] = indicators.quote
  const scale = wholeUnits(meta.currency)
  return timestamp.flatMap((seconds, index) => {
    const [open, high, low, close] = [quote?.open, quote?.high, quote?.low, quote?.close].map(
      (column) => (column?.[index] ?? 0) / scale,
    )
    const volume = quote?.volume[index]
    if (!open || !high || !low || !close || high < low || typeof volume !== 'number') return []
    return [{ date: localDay(seconds, meta.gmtoffset), open, high, low, close, volume }]
  })
}

export function localDay(seconds: number, offsetSeconds: number): Day {
  return dayOf(new Date((seconds + offsetSeconds) * 1000))
}

/** The session of any day ends at the hour at which the current one does; without one, at midnight. */
function closeOf(date: Day, { meta }: Chart): number {
  const midnight = Date.parse(date) - meta.gmtoffset * 1000
  const end = meta.currentTradingPeriod?.regular.end.getTime()
  if (end === undefined) return midnight + dayMs
  const timeOfDay = (end + meta.gmtoffset * 1000) % dayMs
  return midnight + (timeOfDay === 0 ? dayMs : timeOfDay)
}

/** London, Johannesburg and Tel Aviv quote in hundredths, and their companies account in whole units. */
const minorUnits: Readonly<Record<string, string>> = {
  GBp: 'GBP',
  GBX: 'GBP',
  ZAc: 'ZAR',
  ILA: 'ILS',
}

/** How many of what it is quoted in make one of its currency. */
export function wholeUnits(currency: string | null): number {
  return currency !== null && currency in minorUnits ? 100 : 1
}

export function wholeCurrency(currency: string | null): string | null {
  return currency === null ? null : (minorUnits[currency] ?? currency)
}
