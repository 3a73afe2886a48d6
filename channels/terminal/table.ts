import type { AlignType, Table } from 'mdast'
import stringWidth from 'string-width'

import { inline } from './inline.ts'
import type { Paint } from './paint.ts'
import { wrap } from './wrap.ts'

/** A table in aligned columns under a rule; too many columns for the width become one line per cell. */
export function table(node: Table, columns: number, paint: Paint): string[] {
  const [head = [], ...rows] = node.children.map((row) =>
    row.children.map((cell) => inline(cell.children, paint)),
  )
  const widths = fitted(naturalWidths([head, ...rows]), columns - gap * (head.length - 1))
  if (widths === undefined) return records(head, rows, columns, paint)
  const layout = { widths, align: node.align ?? [] }
  const rule = paint.dim('─'.repeat(sum(widths) + gap * (widths.length - 1)))
  const wraps = rows.map((row) => line(row, layout))
  return [
    ...line(
      head.map((cell) => paint.bold(cell)),
      layout,
    ),
    rule,
    ...spaced(wraps),
  ]
}

const gap = 2
const narrowest = 5

interface Layout {
  readonly widths: readonly number[]
  readonly align: readonly AlignType[]
}

/** The width of each column, the widest giving way first; undefined when even that does not fit. */
function fitted(natural: readonly number[], room: number): readonly number[] | undefined {
  const least = natural.map((width) => Math.min(width, narrowest))
  if (sum(least) > room) return undefined
  let cap = Math.max(...natural)
  while (sum(natural.map((width) => Math.min(width, cap))) > room) cap--
  return natural.map((width) => Math.min(width, cap))
}

function naturalWidths(rows: readonly (readonly string[])[]): number[] {
  const [head = []] = rows
  return head.map((_, column) => Math.max(1, ...rows.map((row) => widthOf(row[column] ?? ''))))
}

function widthOf(cell: string): number {
  return Math.max(...cell.split('\n').map((part) => stringWidth(part)))
}

function line(cells: readonly string[], { widths, align }: Layout): string[] {
  const wrapped = widths.map((width, column) => wrap(cells[column] ?? '', width))
  const height = Math.max(...wrapped.map(({ length }) => length))
  return Array.from({ length: height }, (_, index) =>
    wrapped
      .map((lines, column) => pad(lines[index] ?? '', widths[column] ?? 0, align[column] ?? null))
      .join(' '.repeat(gap))
      .trimEnd(),
  )
}

function pad(text: string, width: number, align: AlignType): string {
  const room = Math.max(0, width - stringWidth(text))
  const left = align === 'right' ? room : align === 'center' ? Math.floor(room / 2) : 0
  return ' '.repeat(left) + text + ' '.repeat(room - left)
}

/** Rows of several lines need air between them. */
function spaced(rows: readonly (readonly string[])[]): string[] {
  const isTall = rows.some(({ length }) => length > 1)
  return rows.flatMap((row, index) => (isTall && index > 0 ? ['', ...row] : row))
}

function records(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number,
  paint: Paint,
): string[] {
  return rows.flatMap((row, index) => [
    ...(index > 0 ? [''] : []),
    ...row.flatMap((cell, column) => wrap(`${paint.bold(head[column] ?? '')}: ${cell}`, columns)),
  ])
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
