import type { Facts } from './facts.ts'
import type { NumberInText } from './numbers.ts'

const inDays: Readonly<Record<string, number>> = {
  day: 1,
  week: 7,
  month: 30.44,
  year: 365.25,
  quarter: 91.31,
}

/** Where a span of time comes from: the period that was asked for, or two days of one tool result. */
export function spanFrom({ span, size }: NumberInText, { days, figures }: Facts): string | null {
  const length = span === null ? undefined : inDays[span]
  if (length === undefined || figures.length === 0) return null
  const ends = days.filter(({ name }) => name === 'asOf')
  const found = days.find((start) => {
    const end = ends.find(({ place }) => place === start.place)
    const passed =
      end === undefined ? 0 : (Date.parse(end.iso) - Date.parse(start.iso)) / 86_400_000
    return passed > 0 && Math.abs(passed / length - size) < 0.12 * Math.min(size, 4)
  })
  return found?.source ?? null
}
