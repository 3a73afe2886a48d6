import type { Nodes } from 'mdast'

import { type Length, graphemeStart, isWithin } from './length.ts'
import { spanOf } from './parse.ts'

export interface InlineCut {
  readonly at: number
  readonly close: string
  readonly open: string
}

interface Page {
  readonly source: string
  readonly limits: Length
  readonly end: number
}

/**
 * A cut in running text at or before `end`: behind a sentence, else a word, else a grapheme. Links, code and bold
 * text stay in one piece unless they are longer than half a part.
 */
export function cutInline(page: Page, parent: Nodes): InlineCut | undefined {
  const children = 'children' in parent ? parent.children : []
  const index = children.findIndex((child) => spanOf(child).end > page.end)
  const child = children[index]
  if (child === undefined) return undefined
  const from = spanOf(children[0] ?? child).start
  if (child.type === 'text') return plain(cutPlain(page, from, children.slice(0, index + 1)))
  const ahead = (): number | undefined => cutAhead(page, from, children.slice(0, index))
  if (isShort(page, child)) return spanOf(child).start > from ? plain(ahead()) : undefined
  return cutSpan(page, child) ?? plain(ahead())
}

function plain(at: number | undefined): InlineCut | undefined {
  return at === undefined ? undefined : { at, close: '', open: '' }
}

function isShort({ source, limits }: Page, node: Nodes): boolean {
  const { start, end } = spanOf(node)
  return isWithin(source.slice(start, end), { ...limits, length: limits.length / 2 })
}

/** Cuts within bold text, a link's text or code, and marks it up on both sides. */
function cutSpan(page: Page, node: Nodes): InlineCut | undefined {
  if (node.type === 'inlineCode') return wrapCode(page, node)
  return 'children' in node ? wrap(page, node) : undefined
}

function wrap({ source, ...page }: Page, node: Nodes): InlineCut | undefined {
  const { start, end } = spanOf(node)
  const inside = 'children' in node ? node.children : []
  const [first, last] = [inside[0], inside.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const open = source.slice(start, spanOf(first).start)
  const close = source.slice(spanOf(last).end, end)
  const cut = cutInline({ source, ...page, end: Math.min(page.end, spanOf(last).end - 1) }, node)
  return cut && { at: cut.at, close: cut.close + close, open: open + cut.open }
}

function wrapCode({ source, end }: Page, node: Nodes): InlineCut | undefined {
  const span = spanOf(node)
  const [ticks = ''] = /^`+ ?/.exec(source.slice(span.start, span.end)) ?? []
  const at = graphemeStart(source, Math.min(end, span.end - ticks.length))
  if (at <= span.start + ticks.length) return undefined
  return { at, close: ticks.endsWith(' ') ? ` ${ticks.trimEnd()}` : ticks, open: ticks }
}

/** In the last of these nodes, which is plain text, or failing that ahead of it. */
function cutPlain(page: Page, from: number, nodes: readonly Nodes[]): number | undefined {
  const last = nodes.at(-1)
  if (last === undefined) return undefined
  const start = spanOf(last).start
  const space = lastSpace(page.source, start, page.end)
  if (space !== undefined) return space
  if (start > from && isShort(page, last)) return cutAhead(page, from, nodes.slice(0, -1))
  const at = steady(page.source, start, graphemeStart(page.source, page.end))
  return at > from ? at : undefined
}

/** Between the nodes before something that stays whole. */
function cutAhead(page: Page, from: number, nodes: readonly Nodes[]): number | undefined {
  const last = nodes.at(-1)
  if (last === undefined) return undefined
  const { start, end } = spanOf(last)
  if (last.type !== 'text') return end
  return lastSpace(page.source, start, end) ?? (start > from ? start : end)
}

/** After the last sentence if that leaves the part at least half full, else after the last word. */
function lastSpace(source: string, start: number, end: number): number | undefined {
  const text = source.slice(start, end + 1)
  const spaces = [...text.matchAll(gap)].filter(
    ({ 0: mark, index }) =>
      index > 0 &&
      start + index + mark.length <= end + 1 &&
      !startsBlock(source, start + index + mark.length),
  )
  const sentence = spaces.findLast(({ 0: mark, index }) => isSentenceEnd(text, mark, index))
  const best = sentence !== undefined && sentence.index > text.length / 2 ? sentence : spaces.at(-1)
  return best && start + best.index + (/^\s/.test(best[0]) ? 0 : 1)
}

const gap = /\s+|[。！？](?!\s)/g

function isSentenceEnd(text: string, mark: string, index: number): boolean {
  return (
    /^[。！？]|\n/.test(mark) ||
    /[.!?…。！？]["')\]]?$/.test(text.slice(Math.max(0, index - 2), index))
  )
}

/** Text that would turn into a list, a quote or a heading at the beginning of a line. */
function startsBlock(source: string, at: number): boolean {
  return /^(?:[-+*>#|=~`<_[:]|\d{1,9}[.)])/.test(source.slice(at, at + 12))
}

/** Not inside an escape or an entity, and not before what would begin a block. */
function steady(source: string, start: number, at: number): number {
  for (let place = at; place > start && place > at - 40; place--) {
    if (isSteady(source, start, place)) return place
  }
  return at
}

function isSteady(source: string, start: number, at: number): boolean {
  const before = source.slice(Math.max(start, at - 34), at)
  if (before.endsWith('\\') || startsBlock(source, at)) return false
  if (/&#?\w{0,32}$/.test(before) && /^\w{0,32};/.test(source.slice(at, at + 34))) return false
  return at === graphemeStart(source, at)
}
