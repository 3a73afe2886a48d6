import { dateMarks } from './date-marks.ts'
import type { DatedPlace } from './date-ticks.ts'
import { dayOf, dayText } from './days.ts'
import { percentText, tickText } from './figures.ts'
import { framed, headOf } from './frame.ts'
import { legendOf } from './legend.ts'
import type { Look } from './page.ts'
import { grid } from './price-pane.ts'
import { type LineLabel, sideLabels, sideWidth } from './side-labels.ts'
import type { ComparisonSpec } from './spec.ts'
import { line, path, type Point, text } from './svg.ts'
import { dashes, type Theme } from './theme.ts'
import { axisOf, type NumberAxis } from './ticks.ts'
import { fitted, widthOf } from './type.ts'

/** Several symbols, each 100 on the first day that all have. */
export function drawComparison(spec: ComparisonSpec, look: Look): string {
  const { page, theme } = look
  const head = headOf(titleOf(spec), spec.origin, look)
  const [top, bottom] = [head.bottom + 50, head.bottom + 50 + page.pane + 60]
  const values = spec.lines.flatMap((each) => each.values.filter((value) => value !== null))
  const axis = axisOf([100, ...values], { top, bottom, most: page.mostTicks })
  const labels = labelsOf(spec, axis, look)
  const left = page.margin + marksWidth(axis, look) + 8
  const right = page.width - page.margin - Math.ceil(sideWidth(labels, page))
  const box = { left, right, top, bottom }
  const places = calendarOf(spec, left, right)
  const legend = legendOf(labels, bottom + 22, look)
  const frame = { head, bottom: legend.bottom, origin: spec.origin, units: ['Without dividends'] }
  return framed(frame, look, [
    text(page.margin, head.bottom + 26, subtitleOf(spec), { size: 13, fill: theme.soft }),
    dateMarks(places.all, box, look),
    ...grid(axis, box, look),
    line([left, axis.place(100)], [right, axis.place(100)], { color: theme.soft, width: 1 }),
    ...spec.lines.map((each, index) => curve(each, { axis, place: places.of, theme, index })),
    sideLabels(labels, { x: right, top, bottom }, page),
    legend.drawn,
  ])
}

function titleOf({ lines }: ComparisonSpec) {
  const symbols = lines.map(({ symbol }) => symbol)
  return {
    name: `${symbols.join(', ')} compared`,
    tail: '',
    short: `${lines.length} symbols compared`,
  }
}

function subtitleOf({ start, frame }: ComparisonSpec): string {
  const bars = frame === 'day' ? '' : `, by ${frame}`
  return `What 100 became since ${dayText(dayOf(start))}${bars}`
}

type Line = ComparisonSpec['lines'][number]

function curve(
  { days, values }: Line,
  at: { axis: NumberAxis; place: (day: number) => number; theme: Theme; index: number },
): string {
  const points = values.map((value, row): Point | null => {
    const day = days[row]
    return value === null || day === undefined ? null : [at.place(day), at.axis.place(value)]
  })
  const color = at.theme.lines[at.index] ?? at.theme.ink
  return path(points, { color, width: 1.9, dash: dashes[at.index] })
}

/** Symbols are short; one that is not must not press the chart flat. */
const longestName = 140

function labelsOf({ lines }: ComparisonSpec, axis: NumberAxis, look: Look): readonly LineLabel[] {
  const size = look.page.label
  return lines.flatMap(({ symbol, values }, index) => {
    const last = values.findLast((value) => value !== null)
    if (last == null) return []
    const color = look.theme.lines[index] ?? look.theme.ink
    const name = fitted(symbol, longestName, { size })
    const value = percentText(last - 100)
    return [{ y: axis.place(last), name, value, color, dash: dashes[index] }]
  })
}

function marksWidth({ ticks, step }: NumberAxis, { page }: Look): number {
  const widths = ticks.map((tick) => widthOf(tickText(tick, step), page.tick))
  return Math.ceil(Math.max(0, ...widths))
}

interface Calendar {
  readonly all: readonly DatedPlace[]
  readonly of: (day: number) => number
}

/** Each day of the calendar: the symbols may trade on different ones. */
function calendarOf({ lines }: ComparisonSpec, left: number, right: number): Calendar {
  const days = lines.flatMap((each) => [each.days[0] ?? 0, each.days.at(-1) ?? 0])
  const [first, last] = [Math.min(...days), Math.max(...days)]
  const of = (day: number) => left + ((day - first) / Math.max(1, last - first)) * (right - left)
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return { all: all.map((day) => ({ day, x: of(day) })), of }
}
