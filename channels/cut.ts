import type { Code, Nodes, Table } from 'mdast'

import { cutInline } from './cut-inline.ts'
import { type Length, fittingIndex, graphemeStart, isWithin, lengthOf } from './length.ts'
import { parse, spanOf } from './parse.ts'

/** Where a part ends, where the next begins, and what keeps both sides whole. */
export interface Cut {
  /** The part is everything before. */
  readonly at: number
  /** Put behind the part: the end of a fence, of bold text. */
  readonly close: string
  /** The rest begins here; between lies white space. */
  readonly from: number
  /** Put before the rest: the beginning of a fence, the head of a table. */
  readonly open: string
  /** Indentation that the rest loses, because the list item it was in stayed behind. */
  readonly columns: number
}

/** The best place to cut `source`, which is longer than `limits`; undefined when the tree offers none. */
export function bestCut(source: string, limits: Length): Cut | undefined {
  const { children } = parse(source)
  let room = limits
  for (let tries = 0; tries < 4; tries++) {
    const cut = cutBlocks({ source, limits, end: fittingIndex(source, room) }, children, undefined)
    if (cut === undefined || lengthOf(cut.open + cut.close, limits.unit) * 2 > limits.length) break
    if (isWithin(source.slice(0, cut.at).trimEnd() + cut.close, limits)) return cut
    room = { ...limits, length: limits.length - lengthOf(cut.close, limits.unit) }
  }
  return undefined
}

/** A cut without regard for the markdown, at the end of a line if one is near. */
export function rawCut(source: string, limits: Length): number {
  const end = Math.max(fittingIndex(source, limits), (source.codePointAt(0) ?? 0) > 0xffff ? 2 : 1)
  const line = source.lastIndexOf('\n', end - 1) + 1
  return line > end / 2 ? line : end
}

interface Page {
  readonly source: string
  readonly limits: Length
  /** The part may reach to here. */
  readonly end: number
}

/** `outer` is a cut before the parent of these nodes, where there is something before it. */
function cutBlocks(page: Page, nodes: readonly Nodes[], outer: Cut | undefined): Cut | undefined {
  const index = nodes.findIndex((node) => spanOf(node).end > page.end)
  const node = nodes[index]
  if (node === undefined) return outer
  const before = index > 0 ? cutBefore(page, nodes[withHeading(nodes, index)] ?? node) : outer
  if (before !== undefined && (fits(page, node) || isCramped(page, node))) return before
  return cutInside(page, node, before) ?? before
}

function withHeading(nodes: readonly Nodes[], index: number): number {
  let first = index
  while (nodes[first - 1]?.type === 'heading') first--
  return first > 0 ? first : index
}

function cutInside(page: Page, node: Nodes, before: Cut | undefined): Cut | undefined {
  if (node.type === 'table') return cutTable(page, node, before)
  if (node.type === 'code') return cutCode(page, node)
  if (node.type === 'paragraph' || node.type === 'heading') return cutText(page, node)
  return 'children' in node ? cutBlocks(page, node.children, before) : undefined
}

function cutBefore(page: Page, node: Nodes): Cut {
  const { start } = spanOf(node)
  const { columns } = frameOf(page, start)
  const at = lineStart(page.source, start)
  return { at, close: '', from: columns > 0 ? start : at, open: '', columns }
}

function cutText(page: Page, node: Nodes): Cut | undefined {
  const inline = cutInline(page, node)
  if (inline === undefined) return undefined
  const { prefix, columns } = frameOf(page, spanOf(node).start)
  const marks = /^#{1,6}(?=[ \t])/.exec(page.source.slice(spanOf(node).start))?.[0] ?? ''
  const open = prefix + (node.type === 'heading' && marks !== '' ? `${marks} ` : '') + inline.open
  return { ...inline, from: skipSpace(page.source, inline.at, prefix), open, columns }
}

function cutCode(page: Page, node: Code): Cut | undefined {
  const { start, end } = spanOf(node)
  const { source } = page
  const head = /^(`{3,}|~{3,})[^\n]*\n/.exec(source.slice(start))
  if (head === null) return cutLines(page, start)
  const [line, fence = ''] = head
  const { prefix, columns } = frameOf(page, start)
  const first = start + line.length
  const at = cutLine(source, first, page.end, end)
  if (at <= first) return undefined
  const isLineStart = source.charAt(at - 1) === '\n'
  const indent = prefix === '' ? ' '.repeat(columns) : prefix
  const open = prefix + line + (isLineStart ? '' : prefix)
  return {
    at,
    close: `\n${indent}${fence}`,
    from: afterIndent(source, at, isLineStart ? columns : 0),
    open,
    columns,
  }
}

/** The last line end that leaves more than the closing fence to the next part, else the middle of a line. */
function cutLine(source: string, first: number, limit: number, end: number): number {
  const line = source.lastIndexOf('\n', limit - 1) + 1
  const isLast = !source.slice(line, end).trimEnd().includes('\n') && end < source.length
  const better = isLast ? source.lastIndexOf('\n', line - 2) + 1 : line
  return better > first ? better : graphemeStart(source, limit)
}

function cutLines(page: Page, start: number): Cut | undefined {
  const at = page.source.lastIndexOf('\n', page.end - 1) + 1
  const { columns } = frameOf(page, start)
  return at > start
    ? { at, close: '', from: afterIndent(page.source, at, columns), open: '', columns }
    : undefined
}

function cutTable(page: Page, node: Table, before: Cut | undefined): Cut | undefined {
  const rows = node.children.slice(1)
  const index = rows.findIndex((row) => spanOf(row).end > page.end)
  const row = rows[index]
  if (row === undefined) return before
  const head = headOf(page, node)
  const { prefix, columns } = frameOf(page, spanOf(node).start)
  const from = spanOf(row).start
  const room = { ...page.limits, length: page.limits.length - lengthOf(head, page.limits.unit) }
  const at = lineStart(page.source, from)
  const above = index > 0 ? { at, close: '', from, open: head + prefix, columns } : undefined
  if (above && (isCramped(page, row) || isWithin(page.source.slice(from, spanOf(row).end), room)))
    return above
  return before ?? cutRow(page, row.children, { head: head + prefix, columns }) ?? above
}

/** The cells before the cut stay behind; the rest of the row follows under the head, in its own columns. */
function cutRow(
  page: Page,
  cells: readonly Nodes[],
  { head, columns }: { readonly head: string; readonly columns: number },
): Cut | undefined {
  const index = cells.findIndex((cell) => spanOf(cell).end > page.end)
  const cell = cells[index]
  if (cell === undefined) return undefined
  const open = head + '|  '.repeat(index)
  const inline = cutInline(page, cell)
  if (inline !== undefined) {
    const { at, close } = inline
    const from = skipSpace(page.source, at, '')
    return { at, close: `${close} |`, from, open: `${open}| ${inline.open}`, columns }
  }
  if (index > 0) return cutBeforeCell(cell, open, columns)
  const next = cells[1]
  const isCellWhole = page.source.slice(page.end, spanOf(cell).end).trim() === ''
  return next && isCellWhole ? cutBeforeCell(next, `${open}|  `, columns) : undefined
}

function cutBeforeCell(cell: Nodes, open: string, columns: number): Cut {
  const { start } = spanOf(cell)
  return { at: start, close: '', from: start, open, columns }
}

/** Both lines of a table's head, as they stand at the beginning of a part. */
function headOf(page: Page, node: Table): string {
  const { start, end } = spanOf(node)
  const [names = '', rule = ''] = page.source.slice(start, end).split('\n', 2)
  const { prefix } = frameOf(page, start)
  return `${prefix}${names}\n${prefix}${rule.replace(/^[\s>]+/, '')}\n`
}

/** What stands before a block on its line: quote marks are repeated, the indentation of list items is taken off. */
function frameOf(
  { source }: Page,
  start: number,
): { readonly prefix: string; readonly columns: number } {
  const prefix = source.slice(lineStart(source, start), start).replaceAll(/[^>\s]/g, ' ')
  if (!prefix.includes('>')) return { prefix: '', columns: prefix.length }
  return { prefix: prefix.replace(/^ {4,}/, '').replace(/ {4,}$/, ' '), columns: 0 }
}

function fits(page: Page, node: Nodes): boolean {
  const { start, end } = spanOf(node)
  return isWithin(page.source.slice(start, end), page.limits)
}

/** Too little room is left to begin something that has to be broken anyway. */
function isCramped({ source, limits, end }: Page, node: Nodes): boolean {
  return lengthOf(source.slice(spanOf(node).start, end), limits.unit) * 4 < limits.length
}

function lineStart(source: string, at: number): number {
  return source.lastIndexOf('\n', at - 1) + 1
}

function skipSpace(source: string, at: number, prefix: string): number {
  const space = prefix === '' ? /\s*/y : /[^\S\n]*(?:\n[\s>]*)?/y
  space.lastIndex = at
  return at + (space.exec(source)?.[0].length ?? 0)
}

function afterIndent(source: string, at: number, columns: number): number {
  return source.slice(at, at + columns).trim() === '' ? at + columns : at
}
