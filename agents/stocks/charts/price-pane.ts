import { priceText, tickText } from './figures.ts'
import { gridLine, tickSize } from './frame.ts'
import type { SideLabel } from './side-labels.ts'
import { type Slots, pointsOf } from './slots.ts'
import type { PriceSpec } from './spec.ts'
import { line, pair, path, type Point, runsOf, short, tag, text } from './svg.ts'
import type { Theme } from './theme.ts'
import { axisOf, type NumberAxis, spanOf } from './ticks.ts'

/** Where a pane is on the page. */
export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export function priceAxis(
  spec: PriceSpec,
  { top, bottom }: Pick<Box, 'top' | 'bottom'>,
): NumberAxis {
  return axisOf([...pricesOf(spec), ...levelsWithin(spec).map(({ price }) => price)], {
    top,
    bottom,
  })
}

/** What is drawn from the bars: with candles their highs and lows too. */
function pricesOf(spec: PriceSpec): readonly number[] {
  const candles = candlesOf(spec)
  const columns = [spec.close, ...spec.averages.map(({ values }) => values)]
  if (candles !== null) columns.push(candles.high, candles.low)
  return columns.flat().filter((value) => value !== null)
}

/** More candles than that are too thin to be read: a line says more. */
const mostCandles = 150

function candlesOf({ days, candles }: PriceSpec): PriceSpec['candles'] {
  return days.length > mostCandles ? null : candles
}

/** A level far away would press the prices flat: it is left to the words. */
export function levelsWithin(spec: PriceSpec): PriceSpec['levels'] {
  const { low, high } = spanOf(pricesOf(spec))
  const room = (high - low) * 0.25
  return spec.levels.filter(({ price }) => price >= low - room && price <= high + room)
}

export function averageColor({ lines }: Theme, days: number): string {
  const order = [20, 50, 200]
  return lines[1 + order.indexOf(days)] ?? lines[4] ?? ''
}

export function priceLabels(spec: PriceSpec, axis: NumberAxis, theme: Theme): readonly SideLabel[] {
  const said = (name: string, price: number, color: string): SideLabel => ({
    y: axis.place(price),
    name,
    value: priceText(price, axis.step),
    color,
  })
  const close = lastOf(spec.close)
  return [
    ...(close === null ? [] : [{ ...said('', close, theme.price), onColor: theme.onPrice }]),
    ...spec.averages.flatMap(({ days, values }) => {
      const last = lastOf(values)
      return last === null ? [] : [said(`${days}-day`, last, averageColor(theme, days))]
    }),
    ...levelsWithin(spec).map(({ kind, price }) =>
      said(kind === 'support' ? 'Support' : 'Resistance', price, theme.soft),
    ),
  ]
}

export function pricePane(spec: PriceSpec, at: PaneAt): string {
  const { axis, slots, theme, box } = at
  const levels = levelsWithin(spec).map(({ price }) => {
    const y = axis.place(price)
    return line([box.left, y], [box.right, y], { color: theme.soft, width: 1, dash: '2 4' })
  })
  const averages = spec.averages.map(({ days, values }) =>
    path(pointsOf(values, slots, axis.place), {
      color: averageColor(theme, days),
      width: 1.5,
      dash: days === 200 ? '6 3' : undefined,
    }),
  )
  const bars = candlesOf(spec)
  const prices = bars === null ? area(spec, at) : drawnCandles(spec, bars, at)
  return [...grid(axis, box, theme), ...levels, ...averages, prices].join('')
}

export interface PaneAt {
  readonly box: Box
  readonly axis: NumberAxis
  readonly slots: Slots
  readonly theme: Theme
}

export function grid(axis: NumberAxis, { left, right }: Box, theme: Theme): readonly string[] {
  return axis.ticks.flatMap((tick) => {
    const y = Math.round(axis.place(tick)) + 0.5
    return [
      line([left, y], [right, y], gridLine(theme)),
      text(left - 8, y + 3.5, tickText(tick, axis.step), {
        size: tickSize,
        fill: theme.soft,
        anchor: 'end',
      }),
    ]
  })
}

/** A line over a light ground down to the axis. */
function area({ close }: PriceSpec, { axis, slots, theme, box }: PaneAt): string {
  const points = pointsOf(close, slots, axis.place)
  const grounds = runsOf(points).map((run) => {
    const [first, last] = [run[0], run.at(-1)]
    if (first === undefined || last === undefined || run.length < 2) return ''
    const d = `M${first[0]} ${box.bottom}L${run.map(pair).join('L')}L${last[0]} ${box.bottom}Z`
    return tag('path', { d, fill: theme.tint, 'fill-opacity': 0.08 })
  })
  const end = points.findLast((point) => point !== null)
  return [
    ...grounds,
    path(points, { color: theme.price, width: close.length > 500 ? 1.25 : 1.75 }),
    end ? dot(end, theme) : '',
  ].join('')
}

function dot([cx, cy]: Point, theme: Theme): string {
  return tag('circle', {
    cx,
    cy,
    r: 3,
    fill: theme.price,
    stroke: theme.ground,
    'stroke-width': 1.5,
  })
}

type Candles = NonNullable<PriceSpec['candles']>

/**
 * Rising days are hollow, so that they differ without colour too; where bodies are thin, all are full. All bodies of
 * a kind are one path: a hundred elements take several times as long to draw.
 */
function drawnCandles(
  { close }: PriceSpec,
  columns: Candles,
  { axis, slots, theme }: PaneAt,
): string {
  const body = Math.max(1, Math.min(14, slots.width * 0.68))
  const bars = slots.xs.flatMap((x, index) => {
    const [open, high, low] = [columns.open[index], columns.high[index], columns.low[index]]
    const end = close[index]
    if (open == null || end == null || high == null || low == null) return []
    return [{ x, isRise: end >= open, ...placed({ open, high, low, end }, axis) }]
  })
  return [true, false]
    .map((isRise) => {
      const own = bars.filter((each) => each.isRise === isRise)
      const color = isRise ? theme.rise : theme.fall
      const stroke = { stroke: color, 'stroke-width': 1.1 }
      const isHollow = isRise && body >= 4
      const fill = isHollow ? { fill: theme.ground, ...stroke } : { fill: color }
      return (
        tag('path', { d: own.map(wick).join(''), ...stroke }) +
        tag('path', { d: own.map((each) => block({ ...each, body })).join(''), ...fill })
      )
    })
    .join('')
}

interface Placed {
  readonly x: number
  readonly top: number
  readonly upper: number
  readonly lower: number
  readonly bottom: number
}

function placed(day: { open: number; high: number; low: number; end: number }, axis: NumberAxis) {
  const upper = axis.place(Math.max(day.open, day.end))
  const lower = axis.place(Math.min(day.open, day.end))
  return { top: axis.place(day.high), upper, lower, bottom: axis.place(day.low) }
}

function wick({ x, top, upper, lower, bottom }: Placed): string {
  const at = short(x)
  return `M${at} ${short(top)}V${short(upper)}M${at} ${short(lower)}V${short(bottom)}`
}

/** A day that ended where it began is a line. */
function block({ x, upper, lower, body }: Placed & { readonly body: number }): string {
  return barPath({ x, body, top: upper, height: Math.max(1, lower - upper) })
}

export function barPath(at: { x: number; body: number; top: number; height: number }): string {
  const { x, body, top, height } = at
  return `M${short(x - body / 2)} ${short(top)}h${short(body)}v${short(height)}h${short(-body)}Z`
}

export function lastOf(column: readonly (number | null)[]): number | null {
  return column.findLast((value) => value !== null) ?? null
}
