import type { BlockContent, Heading, List, ListItem, RootContent } from 'mdast'
import stringWidth from 'string-width'

import { normalised, parse } from '../parse.ts'
import { printable } from '../printable.ts'
import { inline } from './inline.ts'
import { type Paint, paintWith } from './paint.ts'
import { table } from './table.ts'
import { pieceWord, wrap } from './wrap.ts'

export interface RenderOptions {
  readonly columns: number
  /** Escape codes for colour and weight; without them headings are underlined. */
  readonly color: boolean
}

/** Markdown as a person reads it in a terminal, without markup and without anything that would steer the terminal. */
export function renderMarkdown(markdown: string, options: RenderOptions): string {
  return renderLines(markdown, options).join('\n')
}

export function renderLines(markdown: string, { columns, color }: RenderOptions): string[] {
  const { children } = parse(normalised(printable(markdown)))
  return stack(children, { columns: Math.max(20, columns), paint: paintWith(color) })
}

interface Page {
  readonly columns: number
  readonly paint: Paint
}

/** Blocks below one another with a line between them. */
function stack(blocks: readonly RootContent[], page: Page): string[] {
  return blocks
    .map((node) => block(node, page))
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index > 0 ? ['', ...lines] : lines))
}

function block(node: RootContent, page: Page): string[] {
  const { columns, paint } = page
  if (node.type === 'paragraph') return wrap(inline(node.children, paint), columns)
  if (node.type === 'heading') return heading(node, page)
  if (node.type === 'list') return list(node, page)
  if (node.type === 'table') return table(node, columns, paint)
  if (node.type === 'code') return code(node.value, page)
  if (node.type === 'html') return wrap(paint.dim(printable(node.value)), columns)
  if (node.type === 'thematicBreak') return [paint.dim('─'.repeat(Math.min(columns, 40)))]
  if (node.type === 'blockquote') return quote(node.children, page)
  if (node.type === 'footnoteDefinition')
    return hang(`[${printable(node.label ?? node.identifier)}] `, node.children, page)
  return []
}

function heading({ depth, children }: Heading, { columns, paint }: Page): string[] {
  const lines = wrap(paint.bold(inline(children, paint)), columns)
  if (paint.isColored) return depth <= 2 ? lines.map((line) => paint.cyan(line)) : lines
  const width = Math.max(...lines.map((line) => stringWidth(line)))
  return depth <= 2 ? [...lines, (depth === 1 ? '═' : '─').repeat(width)] : lines
}

function code(value: string, { columns, paint }: Page): string[] {
  return printable(value)
    .replaceAll('\t', '  ')
    .split('\n')
    .flatMap((line) => pieceWord(line, columns - 2, columns - 2))
    .map((line) => (line === '' ? '' : `  ${paint.cyan(line)}`))
}

function quote(blocks: readonly RootContent[], { columns, paint }: Page): string[] {
  return stack(blocks, { columns: columns - 2, paint }).map((line) => `${paint.dim('│')} ${line}`)
}

function list({ children, ordered, start, spread }: List, page: Page): string[] {
  const first = start ?? 1
  const isLoose = spread === true || children.some((item) => item.spread === true)
  return children.flatMap((item, index) => {
    const mark = ordered ? `${first + index}. ` : bulletOf(item)
    const lines = hang(mark, item.children, page)
    return isLoose && index > 0 ? ['', ...lines] : lines
  })
}

function bulletOf({ checked }: ListItem): string {
  if (checked === true) return '☑ '
  return checked === false ? '☐ ' : '• '
}

/** Blocks beside a mark, all their lines indented alike. */
function hang(
  mark: string,
  blocks: readonly BlockContent[] | ListItem['children'],
  { columns, paint }: Page,
): string[] {
  const width = stringWidth(mark)
  const room = { columns: Math.max(10, columns - width), paint }
  const [first = '', ...rest] = blocks.flatMap((node, index) => {
    const lines = block(node, room)
    return index > 0 && node.type !== 'list' ? ['', ...lines] : lines
  })
  const indent = ' '.repeat(width)
  return [paint.dim(mark) + first, ...rest.map((line) => (line === '' ? '' : indent + line))]
}
