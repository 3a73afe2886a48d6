import type { Look } from './page.ts'
import { type LineLabel, nameWidth, wordsWidth } from './side-labels.ts'
import { line, text } from './svg.ts'
import { fitted } from './type.ts'

const swatch = 18
const rowHeight = 22

export interface Legend {
  readonly drawn: string
  readonly bottom: number
}

/** Below a narrow chart: what each line is and where it ends, in columns. */
export function legendOf(labels: readonly LineLabel[], top: number, look: Look): Legend {
  if (labels.length === 0 || !look.page.isNarrow) return { drawn: '', bottom: top }
  const { width, margin, label: size } = look.page
  const room = width - 2 * margin
  const widest = labels.reduce((most, label) => Math.max(most, wordsWidth(label, size)), 0)
  const columns = Math.max(1, Math.min(3, Math.floor((room + 14) / (widest + swatch + 7 + 14))))
  const rows = Math.ceil(labels.length / columns)
  const drawn = labels.map((label, index) => {
    const x = margin + ((index % columns) * room) / columns
    return entry(label, { x, y: top + 20 + Math.floor(index / columns) * rowHeight, room }, look)
  })
  return { drawn: drawn.join(''), bottom: top + 4 + rows * rowHeight }
}

interface At {
  readonly x: number
  readonly y: number
  readonly room: number
}

function entry({ name, value, color, dash }: LineLabel, { x, y, room }: At, look: Look): string {
  const { label: size } = look.page
  const stroke = { color, width: 2, dash }
  const left = x + swatch + 7
  const most = room - swatch - 7 - wordsWidth({ name: '', value, color, y }, size) - 5
  const shown = fitted(name, most, { size })
  return [
    line([x, y - size / 3], [x + swatch, y - size / 3], stroke),
    text(left, y, shown, { size, fill: look.theme.ink }),
    text(left + nameWidth(shown, size), y, value, { size, weight: 600, fill: look.theme.ink }),
  ].join('')
}
