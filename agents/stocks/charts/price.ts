import { barsWord } from './bar-words.ts'
import { dateMarks } from './date-marks.ts'
import { framed, headOf, type Title } from './frame.ts'
import { headlineOf } from './headline.ts'
import { legendOf } from './legend.ts'
import type { Look, Page } from './page.ts'
import { type Pane, panesOf } from './panes.ts'
import { sideLabels, sideWidth } from './side-labels.ts'
import { type Slots, slotsOf } from './slots.ts'
import type { PriceSpec } from './spec.ts'
import { tag, text } from './svg.ts'

/** One symbol: its price with volume, averages and levels, and RSI below. */
export function drawPrice(spec: PriceSpec, look: Look): string {
  const { page } = look
  const head = headOf(titleOf(spec), spec.origin, look)
  const top = head.bottom + 58
  const panes = panesOf(spec, top, look)
  const [left, right] = edgesOf(panes, look)
  const slots = slotsOf(spec.days, left, right)
  const bottom = panes.at(-1)?.row.bottom ?? top
  const places = spec.days.map((day, index) => ({ day, x: slots.xs[index] ?? left }))
  const legend = legendOf(panes.flatMap(linesOf), bottom + 22, look)
  const frame = {
    head,
    bottom: legend.bottom,
    origin: spec.origin,
    units: [unitOf(spec), ...greyWords(slots, look)],
  }
  return framed(frame, look, [
    headlineOf(spec, { y: head.bottom + 32, step: panes[0]?.axis.step ?? 1 }, look),
    ...silences(slots, { top, bottom }, look),
    dateMarks(places, { left, right, top, bottom }, look),
    ...panes.map((pane) => pane.draw({ left, right, ...pane.row }, slots)),
    ...panes.map((pane) => sideLabels(pane.labels, { x: right, ...pane.row }, page)),
    ...silenceWords(slots, top, look),
    legend.drawn,
  ])
}

/** What of a pane a legend has to tell: the price itself is said in the headline, the others above their panes. */
function linesOf({ labels, caption }: Pane) {
  return caption === null ? labels.filter(({ name }) => name !== '') : []
}

function edgesOf(panes: readonly Pane[], { page }: Look): readonly [left: number, right: number] {
  const labels = panes.flatMap((pane) => pane.labels)
  const marks = Math.max(...panes.map((pane) => pane.marksWidth))
  const beside = page.isNarrow ? 4 : Math.ceil(sideWidth(labels, page))
  return [page.margin + Math.ceil(marks) + 8, page.width - page.margin - beside]
}

function titleOf({ name, symbol, frame }: PriceSpec): Title {
  const bars = frame === 'day' ? '' : `, ${barsWord(frame).trim()}`
  const short = `${symbol}${bars}`
  if (name === null || name === symbol) return { name: symbol, tail: bars, short }
  return { name, tail: ` (${symbol})${bars}`, short }
}

/** `Prices in USD, by week` */
function unitOf({ currency, days, frame }: PriceSpec): string {
  const unit = currency === null ? 'In points' : `Prices in ${currency}`
  const steps = days.slice(1).map((day, index) => day - (days[index] ?? day))
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1
  if (frame === 'month' || usual >= 27) return `${unit}, by month`
  return frame === 'week' || usual >= 6 ? `${unit}, by week` : unit
}

interface Row {
  readonly top: number
  readonly bottom: number
}

function silences({ gaps }: Slots, { top, bottom }: Row, { theme }: Look): readonly string[] {
  const ground = { y: top, height: bottom - top, fill: theme.grid, 'fill-opacity': 0.7 }
  return gaps.map(({ from: x, to }) => tag('rect', { x, width: to - x, ...ground }))
}

/** Said above everything else that is drawn there. */
function silenceWords({ gaps }: Slots, top: number, { page, theme }: Look): readonly string[] {
  const style = { size: page.tick, fill: theme.soft, anchor: 'middle' } as const
  return gaps
    .filter((gap) => hasRoom(gap, page))
    .map(({ from, to }) => text((from + to) / 2, top - 6, 'no data', style))
}

/** Where one of them is too narrow for words. */
function greyWords({ gaps }: Slots, { page }: Look): readonly string[] {
  return gaps.every((gap) => hasRoom(gap, page)) ? [] : ['Grey: no data']
}

function hasRoom({ from, to }: Slots['gaps'][number], { tick }: Page): boolean {
  return to - from >= tick * 5
}
