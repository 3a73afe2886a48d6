import { type DatedPlace, dateSize, dateTicks } from './date-ticks.ts'
import { dayOf, dayText } from './days.ts'
import { percentText, tickText } from './figures.ts'
import { framed, gridLine, margin, width } from './frame.ts'
import { grid } from './price-pane.ts'
import { sideLabels, sideWidth } from './side-labels.ts'
import type { ComparisonSpec } from './spec.ts'
import { line, path, type Point, text } from './svg.ts'
import { dashes, type Theme } from './theme.ts'
import { axisOf, type NumberAxis } from './ticks.ts'
import { widthOf } from './type.ts'

const top = 88
const bottom = 372

/** Several symbols, each 100 on the first day that all have. */
export function drawComparison(spec: ComparisonSpec, theme: Theme): string {
  const values = spec.lines.flatMap((each) => each.values.filter((value) => value !== null))
  const axis = axisOf([100, ...values], { top, bottom })
  const labels = labelsOf(spec, axis, theme)
  const left = margin + marksWidth(axis) + 8
  const right = width - margin - Math.ceil(sideWidth(labels)) + 6
  const box = { left, right, top, bottom }
  const [first, last] = edgesOf(spec)
  const place = (day: number) => left + ((day - first) / Math.max(1, last - first)) * (right - left)
  const title = `${spec.lines.map(({ symbol }) => symbol).join(', ')} compared`
  const unit = 'Without dividends'
  return framed({ title, height: bottom + 64, origin: spec.origin, unit, theme }, [
    text(margin, 64, `What 100 became since ${dayText(dayOf(spec.start))}`, {
      size: 13,
      fill: theme.soft,
    }),
    ...dates({ first, last, place }, { left, right }, theme),
    ...grid(axis, box, theme),
    line([left, axis.place(100)], [right, axis.place(100)], { color: theme.soft, width: 1 }),
    ...spec.lines.map((each, index) => curve(each, { axis, place, theme, index })),
    sideLabels(labels, { x: right, top, bottom }),
  ])
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

function labelsOf({ lines }: ComparisonSpec, axis: NumberAxis, theme: Theme) {
  return lines.flatMap(({ symbol, values }, index) => {
    const last = values.findLast((value) => value !== null)
    if (last == null) return []
    const color = theme.lines[index] ?? theme.ink
    return [{ y: axis.place(last), name: symbol, value: percentText(last - 100), color }]
  })
}

function marksWidth({ ticks, step }: NumberAxis): number {
  return Math.ceil(Math.max(0, ...ticks.map((tick) => widthOf(tickText(tick, step), 11))))
}

function edgesOf({ lines }: ComparisonSpec): readonly [number, number] {
  const days = lines.flatMap((each) => [each.days[0] ?? 0, each.days.at(-1) ?? 0])
  return [Math.min(...days), Math.max(...days)]
}

interface Calendar {
  readonly first: number
  readonly last: number
  readonly place: (day: number) => number
}

/** Each day of the calendar: the symbols may trade on different ones. */
function dates(
  { first, last, place }: Calendar,
  edges: { left: number; right: number },
  theme: Theme,
) {
  const places: DatedPlace[] = Array.from({ length: last - first + 1 }, (_, index) => ({
    day: first + index,
    x: place(first + index),
  }))
  const { left, right } = edges
  return dateTicks(places, { left: left - 16, right: right + 24 }).flatMap(
    ({ x, label, isStrong }) => [
      line([x, top], [x, bottom + 5], gridLine(theme)),
      text(x, bottom + 19, label, {
        size: dateSize,
        weight: isStrong ? 600 : 400,
        fill: isStrong ? theme.ink : theme.soft,
        anchor: 'middle',
      }),
    ],
  )
}
