import { placedApart } from './apart.ts'
import { path, tag, text } from './svg.ts'
import { widthOf } from './type.ts'

/** What stands at the right end of a line: its name and its last value. */
export interface SideLabel {
  readonly y: number
  readonly name: string
  readonly value: string
  readonly color: string
  /** The one that matters most stands on its colour. */
  readonly onColor?: string
}

const size = 12
const height = 18
const reach = 12

export function sideWidth(labels: readonly SideLabel[]): number {
  return labels.reduce((most, label) => Math.max(most, wordsWidth(label)), 0) + reach + 12
}

/** None on another, each joined to the end of its line. */
export function sideLabels(
  labels: readonly SideLabel[],
  { x, top, bottom }: { readonly x: number; readonly top: number; readonly bottom: number },
): string {
  const places = placedApart(
    labels.map(({ y }) => y),
    { top: top - height / 2, bottom: bottom + height / 2, height },
  )
  return labels.map((label, index) => drawn(label, x, places[index] ?? label.y)).join('')
}

function drawn(label: SideLabel, x: number, y: number): string {
  const { color, onColor, name, value } = label
  const start = x + reach
  const join = path(
    [
      [x + 2, label.y],
      [x + 5, label.y],
      [start - 4, y],
      [start - 1, y],
    ],
    {
      color,
      width: 1,
      opacity: 0.6,
    },
  )
  const pill = tag('rect', {
    x: start - 1,
    y: y - height / 2 + 0.5,
    width: wordsWidth(label) + 12,
    height: height - 1,
    rx: 4,
    fill: color,
  })
  const fill = onColor ?? color
  const left = start + 5
  const named = text(left, y + 4.2, name, { size, fill })
  const said = text(left + nameWidth(name), y + 4.2, value, { size, weight: 600, fill })
  return join + (onColor === undefined ? '' : pill) + named + said
}

function wordsWidth({ name, value }: SideLabel): number {
  return nameWidth(name) + widthOf(value, size, 600)
}

function nameWidth(name: string): number {
  return name === '' ? 0 : widthOf(name, size) + 5
}
