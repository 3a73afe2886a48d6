import { priceText, tickText } from './figures.ts'
import { gridLine } from './frame.ts'
import type { Look, Page } from './page.ts'
import type { LineLabel } from './side-labels.ts'
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
  page: Page,
): NumberAxis {
  const levels = levelsWithin(spec, page).map(({ price }) => price)
  return axisOf([...pricesOf(spec, page), ...levels], { top, bottom, most: page.mostTicks })
}

/** What is drawn from the bars: with candles their highs and lows too. */
function pricesOf(spec: PriceSpec, page: Page): readonly number[] {
  const candles = candlesOf(spec, page)
  const columns = [spec.close, ...spec.averages.map(({ values }) => values)]
  if (candles !== null) columns.push(candles.high, candles.low)
  return columns.flat().filter((value) => value !== null)
}

function candlesOf({ days, candles }: PriceSpec, { mostCandles }: Page): PriceSpec['candles'] {
  return days.length > mostCandles ? null : candles
}

/** A level far away would press the prices flat: it is left to the words. */
function levelsWithin(spec: PriceSpec, page: Page): PriceSpec['levels'] {
  const { low, high } = spanOf(pricesOf(spec, page))
  const room = (high - low) * 0.25
  return spec.levels.filter(({ price }) => price >= low - room && price <= high + room)
}

type Average = PriceSpec['averages'][number]

/** The faster ones first; orange is left to falling prices. */
function averageColor({ lines }: Theme, { count }: Average): string {
  const order = { 20: 4, 50: 2, 200: 3, 10: 4, 40: 2 }
  return lines[Object.entries(order).find(([each]) => Number(each) === count)?.[1] ?? 5] ?? ''
}

const levelDash = '2 4'

/** The slowest average of days, which lies near the others. */
function averageDash({ count }: Average): string | undefined {
  return count === 200 ? '6 3' : undefined
}

export function priceLabels(
  spec: PriceSpec,
  axis: NumberAxis,
  { theme, page }: Look,
): readonly LineLabel[] {
  const said = (name: string, price: number, color: string): LineLabel => ({
    y: axis.place(price),
    name,
    value: priceText(price, axis.step),
    color,
  })
  const close = lastOf(spec.close)
  return [
    ...(close === null ? [] : [{ ...said('', close, theme.price), onColor: theme.onPrice }]),
    ...spec.averages.flatMap((each) => {
      const last = lastOf(each.values)
      if (last === null) return []
      const label = said(`${each.count}-${spec.frame}`, last, averageColor(theme, each))
      return [{ ...label, dash: averageDash(each) }]
    }),
    ...levelsWithin(spec, page).map(({ kind, price }) => ({
      ...said(kind === 'support' ? 'Support' : 'Resistance', price, theme.soft),
      dash: levelDash,
    })),
  ]
}

export function pricePane(spec: PriceSpec, at: PaneAt): string {
  const { axis, slots, look, box } = at
  const { theme, page } = look
  const levels = levelsWithin(spec, page).map(({ price }) => {
    const y = axis.place(price)
    return line([box.left, y], [box.right, y], { color: theme.soft, width: 1, dash: levelDash })
  })
  const averages = spec.averages.map((each) =>
    path(pointsOf(each.values, slots, axis.place), {
      color: averageColor(theme, each),
      width: 1.5,
      dash: averageDash(each),
    }),
  )
  const bars = candlesOf(spec, page)
  const prices = bars === null ? area(spec, at) : drawnCandles(spec, bars, at)
  return [...grid(axis, box, look), ...levels, ...averages, prices].join('')
}

export interface PaneAt {
  readonly box: Box
  readonly axis: NumberAxis
  readonly slots: Slots
  readonly look: Look
}

export function grid(
  axis: NumberAxis,
  { left, right }: Box,
  { theme, page }: Look,
): readonly string[] {
  return axis.ticks.flatMap((tick) => {
    const y = Math.round(axis.place(tick)) + 0.5
    return [
      line([left, y], [right, y], gridLine(theme)),
      text(left - 8, y + 3.5, tickText(tick, axis.step), {
        size: page.tick,
        fill: theme.soft,
        anchor: 'end',
      }),
    ]
  })
}

/** A line over a light ground down to the axis. */
function area({ close }: PriceSpec, { axis, slots, look, box }: PaneAt): string {
  const { theme } = look
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
  { axis, slots, look: { theme } }: PaneAt,
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
