import { fixed, largeText } from './figures.ts'
import { gridLine } from './frame.ts'
import type { Look } from './page.ts'
import { barPath, type Box, lastOf, type PaneAt } from './price-pane.ts'
import type { LineLabel } from './side-labels.ts'
import { pointsOf } from './slots.ts'
import type { PriceSpec } from './spec.ts'
import { line, path, tag, text } from './svg.ts'
import type { Theme } from './theme.ts'
import { type NumberAxis, stepOf } from './ticks.ts'

type Column = readonly (number | null)[]

/** From nothing to the busiest day, with one round number on the way. */
export function volumeAxis(volume: Column, top: number, bottom: number): NumberAxis {
  const high = volume.reduce<number>((most, value) => Math.max(most, value ?? 0), 0) || 1
  const step = stepOf(high, 1.99)
  return {
    low: 0,
    high,
    step,
    ticks: [step > high ? step / 2 : step],
    place: (value) => bottom - (value / high) * (bottom - top),
  }
}

export function volumePane({ close, candles }: PriceSpec, volume: Column, at: PaneAt): string {
  const { axis, slots, look, box } = at
  const { theme } = look
  const body = Math.max(0.6, Math.min(14, slots.width * 0.68))
  const bars = slots.xs.flatMap((x, index) => {
    const value = volume[index]
    if (value == null || value <= 0) return []
    const before = candles?.open[index] ?? close[index - 1] ?? close[index] ?? 0
    const top = axis.place(value)
    const d = barPath({ x, body, top, height: box.bottom - top })
    return [{ isRise: (close[index] ?? 0) >= before, d }]
  })
  const drawn = [true, false].map((isRise) =>
    tag('path', {
      d: bars.flatMap((each) => (each.isRise === isRise ? [each.d] : [])).join(''),
      fill: isRise ? theme.rise : theme.fall,
      'fill-opacity': 0.55,
    }),
  )
  const [tick = 0] = axis.ticks
  const y = Math.round(axis.place(tick)) + 0.5
  return [
    line([box.left, y], [box.right, y], gridLine(theme)),
    mark(box.left, y, largeText(tick), look),
    ...drawn,
    line([box.left, box.bottom + 0.5], [box.right, box.bottom + 0.5], {
      color: theme.axis,
      width: 1,
    }),
  ].join('')
}

export function volumeLabel(
  volume: Column,
  { top, bottom }: Pick<Box, 'top' | 'bottom'>,
  theme: Theme,
): LineLabel {
  const last = lastOf(volume) ?? 0
  return {
    y: (top + bottom) / 2,
    name: 'Volume',
    value: largeText(roundedVolume(last)),
    color: theme.soft,
  }
}

/** Three figures are enough beside bars. */
function roundedVolume(value: number): number {
  return Number(value.toPrecision(3))
}

export function rsiAxis(top: number, bottom: number): NumberAxis {
  const place = (value: number) => bottom - (value / 100) * (bottom - top)
  return { low: 0, high: 100, step: 40, ticks: [30, 70], place }
}

/** Wilder's bands: what lies above 70 is overbought, below 30 oversold. */
export function rsiPane(rsi: Column, { axis, slots, look, box }: PaneAt): string {
  const { theme } = look
  const band = tag('rect', {
    x: box.left,
    y: axis.place(70),
    width: box.right - box.left,
    height: axis.place(30) - axis.place(70),
    fill: theme.lines[3],
    'fill-opacity': 0.07,
  })
  const guides = axis.ticks.flatMap((tick) => {
    const y = Math.round(axis.place(tick)) + 0.5
    return [
      line([box.left, y], [box.right, y], { color: theme.axis, width: 1, dash: '3 3' }),
      mark(box.left, y, String(tick), look),
    ]
  })
  const curve = path(pointsOf(rsi, slots, axis.place), { color: theme.lines[3] ?? '', width: 1.4 })
  return [band, ...guides, curve].join('')
}

export function rsiLabel(
  { name, last }: { readonly name: string; readonly last: number },
  axis: NumberAxis,
  { lines }: Theme,
): LineLabel {
  return { y: axis.place(last), name, value: fixed(last, 1), color: lines[3] ?? '' }
}

function mark(left: number, y: number, words: string, { page, theme }: Look): string {
  return text(left - 8, y + 3.5, words, { size: page.tick, fill: theme.soft, anchor: 'end' })
}
