import { dateSize, dateTicks } from './date-ticks.ts'
import { dayOf, dayText } from './days.ts'
import { largeText, percentText, priceText, tickText } from './figures.ts'
import { framed, gridLine, margin, tickSize, width } from './frame.ts'
import { rsiAxis, rsiLabel, rsiPane, volumeAxis, volumeLabel, volumePane } from './lower-panes.ts'
import { type Box, lastOf, priceAxis, priceLabels, pricePane } from './price-pane.ts'
import { type SideLabel, sideLabels, sideWidth } from './side-labels.ts'
import { type Slots, slotsOf } from './slots.ts'
import type { PriceSpec } from './spec.ts'
import { line, tag, text } from './svg.ts'
import type { Theme } from './theme.ts'
import { widthOf } from './type.ts'

const top = 96
const priceHeight = 224
const volumeHeight = 46
const rsiHeight = 66
const between = 20

/** One symbol: its price with volume, averages and levels, and RSI below. */
export function drawPrice(spec: PriceSpec, theme: Theme): string {
  const rows = rowsOf(spec)
  const panes = panesOf(spec, rows, theme)
  const labels = panes.flatMap((pane) => pane.labels)
  const left = margin + Math.ceil(Math.max(...panes.map((pane) => pane.marksWidth))) + 8
  const right = width - margin - Math.ceil(sideWidth(labels)) + 6
  const slots = slotsOf(spec.days, left, right)
  const drawn = panes.map((pane) => pane.draw({ left, right, ...pane.row }, slots))
  const beside = panes.map((pane) => sideLabels(pane.labels, { x: right, ...pane.row }))
  const height = rows.bottom + 64
  const title =
    spec.name === null || spec.name === spec.symbol ? spec.symbol : `${spec.name} (${spec.symbol})`
  return framed({ title, height, origin: spec.origin, unit: unitOf(spec), theme }, [
    headline(spec, panes[0]?.axis.step ?? 1, theme),
    ...silences(slots, { top, bottom: rows.bottom }, theme),
    ...dates(spec, slots, { left, right, top, bottom: rows.bottom }, theme),
    ...drawn,
    ...beside,
    ...silenceWords(slots, theme),
  ])
}

/** `Prices in USD, by week` */
function unitOf({ currency, days }: PriceSpec): string {
  const unit = currency === null ? 'In points' : `Prices in ${currency}`
  const steps = days.slice(1).map((day, index) => day - (days[index] ?? day))
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1
  if (usual >= 27) return `${unit}, by month`
  return usual >= 6 ? `${unit}, by week` : unit
}

interface Row {
  readonly top: number
  readonly bottom: number
}

interface Rows {
  readonly price: Row
  readonly volume: Row | null
  readonly rsi: Row | null
  readonly bottom: number
}

function rowsOf({ volume, rsi }: PriceSpec): Rows {
  const price = { top, bottom: top + priceHeight }
  const under = volume === null ? null : below(price, volumeHeight)
  const last = rsi === null || lastOf(rsi) === null ? null : below(under ?? price, rsiHeight)
  return { price, volume: under, rsi: last, bottom: (last ?? under ?? price).bottom }
}

function below({ bottom }: Row, height: number): Row {
  return { top: bottom + between, bottom: bottom + between + height }
}

interface Pane {
  readonly row: Row
  readonly axis: { readonly step: number }
  readonly labels: readonly SideLabel[]
  readonly marksWidth: number
  readonly draw: (box: Box, slots: Slots) => string
}

function panesOf(spec: PriceSpec, rows: Rows, theme: Theme): readonly Pane[] {
  const axis = priceAxis(spec, rows.price)
  const price: Pane = {
    row: rows.price,
    axis,
    labels: priceLabels(spec, axis, theme),
    marksWidth: Math.max(
      0,
      ...axis.ticks.map((tick) => widthOf(tickText(tick, axis.step), tickSize)),
    ),
    draw: (box, slots) => pricePane(spec, { box, axis, slots, theme }),
  }
  return [price, ...volumeRow(spec, rows.volume, theme), ...rsiRow(spec, rows.rsi, theme)]
}

function volumeRow(spec: PriceSpec, row: Row | null, theme: Theme): readonly Pane[] {
  const { volume } = spec
  if (row === null || volume === null) return []
  const axis = volumeAxis(volume, row.top, row.bottom)
  return [
    {
      row,
      axis,
      labels: [volumeLabel(volume, { left: 0, right: 0, ...row }, theme)],
      marksWidth: widthOf(largeText(axis.ticks[0] ?? 0), tickSize),
      draw: (box, slots) => volumePane(spec, volume, { box, axis, slots, theme }),
    },
  ]
}

function rsiRow({ rsi }: PriceSpec, row: Row | null, theme: Theme): readonly Pane[] {
  if (row === null || rsi === null) return []
  const axis = rsiAxis(row.top, row.bottom)
  const label = rsiLabel(rsi, axis, theme)
  return [
    {
      row,
      axis,
      labels: label === null ? [] : [label],
      marksWidth: widthOf('70', tickSize),
      draw: (box, slots) => rsiPane(rsi, { box, axis, slots, theme }),
    },
  ]
}

/** The last price, large, and how it came there. */
function headline({ close, currency, change }: PriceSpec, step: number, theme: Theme): string {
  const last = lastOf(close)
  if (last === null) return ''
  const words = [
    { said: priceText(last, step), size: 22, weight: 600, fill: theme.ink, after: 6 },
    { said: currency ?? 'points', size: 12, weight: 400, fill: theme.soft, after: 14 },
    ...(change === null ? [] : changeWords(change, theme)),
  ] as const
  let x = margin
  return words
    .map(({ said, size, weight, fill, after }) => {
      const drawn = text(x, 70, said, { size, weight, fill })
      x += widthOf(said, size, weight) + after
      return drawn
    })
    .join('')
}

function changeWords({ percent, since }: NonNullable<PriceSpec['change']>, theme: Theme) {
  const fill = percent < 0 ? theme.fall : theme.rise
  return [
    { said: percentText(percent), size: 14, weight: 600, fill, after: 6 },
    { said: `since ${dayText(dayOf(since))}`, size: 12, weight: 400, fill: theme.soft, after: 0 },
  ] as const
}

function silences({ gaps }: Slots, { top: from, bottom }: Row, theme: Theme): readonly string[] {
  const ground = { y: from, height: bottom - from, fill: theme.grid, 'fill-opacity': 0.7 }
  return gaps.map(({ from: x, to }) => tag('rect', { x, width: to - x, ...ground }))
}

/** Said above everything else that is drawn there. */
function silenceWords({ gaps }: Slots, theme: Theme): readonly string[] {
  return gaps
    .filter(({ from, to }) => to - from >= 56)
    .map(({ from, to }) =>
      text((from + to) / 2, top - 6, 'no data', { size: 11, fill: theme.soft, anchor: 'middle' }),
    )
}

function dates(spec: PriceSpec, { xs }: Slots, box: Box, theme: Theme): readonly string[] {
  const places = spec.days.map((day, index) => ({ day, x: xs[index] ?? box.left }))
  const edges = { left: box.left - 16, right: box.right + 24 }
  return dateTicks(places, edges).flatMap(({ x, label, isStrong }) => [
    line([x, box.top], [x, box.bottom + 5], gridLine(theme)),
    text(x, box.bottom + 19, label, {
      size: dateSize,
      weight: isStrong ? 600 : 400,
      fill: isStrong ? theme.ink : theme.soft,
      anchor: 'middle',
    }),
  ])
}
