import { rsiName } from './bar-words.ts'
import { largeText, tickText } from './figures.ts'
import { rsiAxis, rsiLabel, rsiPane, volumeAxis, volumeLabel, volumePane } from './lower-panes.ts'
import type { Look, Page } from './page.ts'
import { type Box, lastOf, priceAxis, priceLabels, pricePane } from './price-pane.ts'
import { nameWidth, type LineLabel } from './side-labels.ts'
import type { Slots } from './slots.ts'
import type { PriceSpec } from './spec.ts'
import { text } from './svg.ts'
import { widthOf } from './type.ts'

type Row = Pick<Box, 'top' | 'bottom'>

/** One chart above another: they share their dates. */
export interface Pane {
  readonly row: Row
  readonly axis: { readonly step: number }
  readonly labels: readonly LineLabel[]
  /** Said above a narrow pane; null where a legend tells what its lines are. */
  readonly caption: LineLabel | null
  readonly marksWidth: number
  readonly draw: (box: Box, slots: Slots) => string
}

export function panesOf(spec: PriceSpec, top: number, look: Look): readonly Pane[] {
  const price = pricesOf(spec, { top, bottom: top + look.page.pane }, look)
  const volume = volumesOf(spec, price.row, look)
  const rsi = strengthOf(spec, (volume ?? price).row, look)
  return [price, volume, rsi].filter((pane) => pane !== null)
}

function pricesOf(spec: PriceSpec, row: Row, look: Look): Pane {
  const { page } = look
  const axis = priceAxis(spec, row, page)
  const marks = axis.ticks.map((tick) => widthOf(tickText(tick, axis.step), page.tick))
  return {
    row,
    axis,
    labels: priceLabels(spec, axis, look),
    caption: null,
    marksWidth: Math.max(0, ...marks),
    draw: (box, slots) => pricePane(spec, { box, axis, slots, look }),
  }
}

function volumesOf(spec: PriceSpec, above: Row, look: Look): Pane | null {
  const { volume } = spec
  if (volume === null || volume.every((value) => !value)) return null
  const { page } = look
  const row = below(above, page.volume, page)
  const axis = volumeAxis(volume, row.top, row.bottom)
  const label = volumeLabel(volume, row, look.theme)
  return {
    row,
    axis,
    labels: [label],
    caption: label,
    marksWidth: widthOf(largeText(axis.ticks[0] ?? 0), page.tick),
    draw: (box, slots) =>
      volumePane(spec, volume, { box, axis, slots, look }) + captionOf(label, box, look),
  }
}

function strengthOf({ rsi, frame }: PriceSpec, above: Row, look: Look): Pane | null {
  const last = rsi === null ? null : lastOf(rsi)
  if (rsi === null || last === null) return null
  const { page } = look
  const row = below(above, page.rsi, page)
  const axis = rsiAxis(row.top, row.bottom)
  const label = rsiLabel({ name: rsiName(frame), last }, axis, look.theme)
  return {
    row,
    axis,
    labels: [label],
    caption: label,
    marksWidth: widthOf('70', page.tick),
    draw: (box, slots) => rsiPane(rsi, { box, axis, slots, look }) + captionOf(label, box, look),
  }
}

function below({ bottom }: Row, height: number, { between }: Page): Row {
  return { top: bottom + between, bottom: bottom + between + height }
}

/** Where there is no room beside it. */
function captionOf({ name, value, color }: LineLabel, { left, top }: Box, { page }: Look): string {
  if (!page.isNarrow) return ''
  const at = { size: page.label, fill: color }
  const beside = left + nameWidth(name, page.label)
  return text(left, top - 8, name, at) + text(beside, top - 8, value, { ...at, weight: 600 })
}
