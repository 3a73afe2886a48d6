import type { Code, Nodes } from 'mdast'

import { blockEnds } from './blocks.ts'
import { normalised, parse, spanOf } from './parse.ts'
import { nodesOf } from './tree.ts'

/** What a person reads, without markup: for notifications, titles, and places that know no markdown. */
export function plainText(markdown: string): string {
  let text = ''
  for (const node of nodesOf(parse(markdown))) text += separatorBefore(node, text) + wordsOf(node)
  return text.trim()
}

function wordsOf(node: Nodes): string {
  if (node.type === 'break') return '\n'
  if (node.type === 'footnoteReference') return `[${node.label ?? node.identifier}]`
  if ('alt' in node) return node.alt ?? ''
  return 'value' in node ? node.value : ''
}

function separatorBefore(node: Nodes, text: string): string {
  return text === '' || text.endsWith('\n') ? '' : (separators[node.type] ?? '')
}

const separators: Partial<Record<Nodes['type'], string>> = {
  blockquote: '\n\n',
  code: '\n\n',
  footnoteDefinition: '\n\n',
  heading: '\n\n',
  paragraph: '\n\n',
  table: '\n\n',
  listItem: '\n',
  tableRow: '\n',
  tableCell: '  ',
}

/** Text that is still being written, closed so that it shows as it will when it is finished. */
export function closeUnfinished(markdown: string): string {
  const text = normalised(markdown).trimEnd()
  const start = lastBlockStart(text)
  return text.slice(0, start) + closeBlock(text.slice(start))
}

/** Where the last top-level block begins; never after it, though perhaps before where only a parser can tell. */
export function lastBlockStart(text: string): number {
  let last = 0
  for (const end of blockEnds(text)) if (end < text.length) last = end
  return last
}

function closeBlock(block: string): string {
  const leaf = lastLeaf(block)
  if (leaf?.type === 'code') return closeFence(block, leaf)
  if (leaf?.type === 'inlineCode') return block
  return closeSpans(dropMarks(closeTable(closeLink(block))))
}

function lastLeaf(block: string): Nodes | undefined {
  let node: Nodes | undefined = parse(block)
  while (node !== undefined && 'children' in node && node.children.length > 0)
    node = node.children.at(-1)
  return node
}

function closeFence(block: string, code: Code): string {
  const { start, end } = spanOf(code)
  const fence = /^(?:`{3,}|~{3,})/.exec(block.slice(start, end))?.[0]
  if (fence === undefined) return block
  const lines = block.slice(start, end).split('\n')
  const last = (lines.slice(1).at(-1) ?? '').replace(/^[\s>]+/, '')
  const isMarks = last !== '' && last === fence.charAt(0).repeat(last.length)
  if (isMarks && last.length >= fence.length) return block
  const content = isMarks ? block.slice(0, block.lastIndexOf('\n')) : block
  return `${content}\n${marginOf(block, start)}${fence}`
}

/** What the lines of a block in a quote or a list item begin with. */
function marginOf(source: string, start: number): string {
  return source.slice(source.lastIndexOf('\n', start - 1) + 1, start).replaceAll(/[^>\s]/g, ' ')
}

/** A link is its text until its address is there; half a picture is nothing. */
function closeLink(block: string): string {
  const link = /(?<!\\)(!?)\[([^[\]\n]*)(?:\]\([^()\n]*)?$/.exec(block)
  if (link === null || !isPlain(block, link.index)) return block
  const [, image, text = ''] = link
  return block.slice(0, link.index) + (image === '!' || text.startsWith('^') ? '' : text)
}

/** A table shows as one from its first line on. */
function closeTable(block: string): string {
  const lines = block.split('\n')
  const first = lines.findIndex((line) => line.startsWith('|'))
  const [head = '', rule = ''] = lines.slice(first)
  if (first === -1 || lines.length > first + 2 || !/^[|:\s-]*$/.test(rule)) return block
  const columns = head.replace(/\|\s*$/, '').split(/(?<!\\)\|/).length - 1
  const closed = [...lines.slice(0, first), head, `${'| --- '.repeat(columns)}|`].join('\n')
  return parse(closed).children.at(-1)?.type === 'table' ? closed : block
}

/** Marks that nothing follows yet. */
function dropMarks(block: string): string {
  const marks = /(?<=^|\s)[*_~`]+$/.exec(block)
  return marks !== null && isPlain(block, marks.index)
    ? block.slice(0, marks.index).trimEnd()
    : block
}

function closeSpans(block: string): string {
  const open = openMarks(block)
  const code = open.findIndex(({ mark }) => mark.startsWith('`'))
  const marks = code === -1 ? open : open.slice(0, code + 1)
  return marks.reduceRight(closeSpan, block)
}

interface Mark {
  readonly mark: string
  readonly at: number
}

/** Tries it out: only the parser knows whether these marks would open a span. */
function closeSpan(block: string, { mark, at }: Mark): string {
  const closed = block + mark
  const opens = [...nodesOf(parse(closed))].some(
    (node) => spans.has(node.type) && spanOf(node).start === at,
  )
  return opens ? closed : block
}

const spans: ReadonlySet<string> = new Set(['strong', 'emphasis', 'delete', 'inlineCode'])

/** Marks that stand as plain text in the last paragraph, heading or cell; a handful is enough. */
function openMarks(block: string): Mark[] {
  const nodes = [...nodesOf(parse(block))]
  const last = nodes.findLastIndex(
    ({ type }) => type === 'paragraph' || type === 'heading' || type === 'tableCell',
  )
  const texts = nodes.slice(last + 1).filter(({ type }) => type === 'text')
  return texts.flatMap((text) => marksIn(block, text)).slice(-6)
}

function marksIn(block: string, node: Nodes): Mark[] {
  const { start, end } = spanOf(node)
  const found = block.slice(start, end).matchAll(/(?<![A-Za-z0-9\\])(?:\*{1,3}|_{1,3}|~~|`+)/g)
  return [...found]
    .map(({ 0: mark, index }) => ({ mark, at: start + index }))
    .filter(({ mark, at }) => /\S/.test(block.charAt(at + mark.length)))
}

function isPlain(block: string, at: number): boolean {
  return [...nodesOf(parse(block))].some(
    (node) => node.type === 'text' && spanOf(node).start <= at && at < spanOf(node).end,
  )
}
