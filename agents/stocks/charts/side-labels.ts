import { placedApart } from './apart.ts'
import type { Page } from './page.ts'
import { path, tag, text } from './svg.ts'
import { widthOf } from './type.ts'

/** What a line is called and where it ends. */
export interface LineLabel {
  /** Where on the page the line ends. */
  readonly y: number
  readonly name: string
  readonly value: string
  readonly color: string
  /** How the line is dashed. */
  readonly dash?: string | undefined
  /** The one that matters most stands on its colour. */
  readonly onColor?: string
}

const height = 18
const reach = 12

/** How far the words reach beyond the ends of the lines; none where a legend holds them. */
export function sideWidth(labels: readonly LineLabel[], { label: size, isNarrow }: Page): number {
  if (isNarrow) return 0
  return labels.reduce((most, label) => Math.max(most, wordsWidth(label, size)), 0) + reach + 6
}

/** None on another, each joined to the end of its line. */
export function sideLabels(
  labels: readonly LineLabel[],
  { x, top, bottom }: { readonly x: number; readonly top: number; readonly bottom: number },
  { label: size, isNarrow }: Page,
): string {
  if (isNarrow) return ''
  const places = placedApart(
    labels.map(({ y }) => y),
    { top: top - height / 2, bottom: bottom + height / 2, height },
  )
  return labels
    .map((label, index) => drawn(label, { x, y: places[index] ?? label.y, size }))
    .join('')
}

function drawn(
  label: LineLabel,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): string {
  const { color, onColor, name, value } = label
  const start = x + reach
  const join = path(
    [
      [x + 2, label.y],
      [x + 5, label.y],
      [start - 4, y],
      [start - 1, y],
    ],
    { color, width: 1, opacity: 0.6 },
  )
  const pill = tag('rect', {
    x: start - 1,
    y: y - height / 2 + 0.5,
    width: wordsWidth(label, size) + 12,
    height: height - 1,
    rx: 4,
    fill: color,
  })
  const fill = onColor ?? color
  const left = start + 5
  const named = text(left, y + 4.2, name, { size, fill })
  const said = text(left + nameWidth(name, size), y + 4.2, value, { size, weight: 600, fill })
  return join + (onColor === undefined ? '' : pill) + named + said
}

export function wordsWidth({ name, value }: LineLabel, size: number): number {
  return nameWidth(name, size) + widthOf(value, size, 600)
}

export function nameWidth(name: string, size: number): number {
  return name === '' ? 0 : widthOf(name, size) + 5
}
