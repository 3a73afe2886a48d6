import type { Link, Nodes } from 'mdast'

import { parse, spanOf } from '../../../channels/parse.ts'
import { printable } from '../../../channels/printable.ts'
import { nodesOf } from '../../../channels/tree.ts'

/** Which addresses a model may link to: those that the evidence itself names. */
export type Allowed = (url: string) => boolean

/**
 * One line of a model's markdown without what could lead somebody elsewhere: of a link its text stays, of a picture
 * its description; tags go, nobody is mentioned. What could become part of a link together with another line goes as
 * well, so that lines made neutral one by one are neutral together. White space around it stays.
 */
export function neutral(line: string, isAllowed: Allowed): string {
  if (isFence(line)) return line
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(line) ?? []
  return before + settled(readable(words), isAllowed) + after
}

/** What takes the place of an address. */
export const leftOut = '(link left out)'

/** The same for words that are read by code and may be said again: plain, and without any address. */
export function leadsNowhere(text: string): string {
  return plain(readable(text))
}

/** The text of a link may look like one again: until nothing changes. */
function settled(text: string, isAllowed: Allowed): string {
  let now = text
  for (let round = 0; round < 3; round += 1) {
    const next = once(now, isAllowed)
    if (next === now) return now
    now = next
  }
  return plain(now)
}

/** It is read as the inside of a paragraph, whatever block it belongs to: there every link is one. */
function once(text: string, isAllowed: Allowed): string {
  const source = `(${text}`
  const root = parse(source)
  if ([...nodesOf(root)].some(({ position }) => position === undefined)) return plain(text)
  return render(root).slice(1)

  function render(node: Nodes): string {
    if (node.type === 'text') return safe(sliceOf(node))
    if (node.type === 'inlineCode') return unaddressed(sliceOf(node))
    if (node.type === 'html') return /^<br\s*\/?>$/i.test(node.value) ? node.value : ''
    if (node.type === 'image') return plain(node.alt ?? '')
    if (node.type === 'link') return linked(node)
    return 'children' in node ? inside(node) : sliceOf(node)
  }

  function linked(link: Link): string {
    const label = link.children.map(render).join('')
    if (isAllowed(link.url)) return `[${label}](${addressOf(link.url)})`
    const isBare = spanOf(link).start === spanOf(link.children[0] ?? link).start
    return isBare || source.charAt(spanOf(link).start) === '<' ? leftOut : label
  }

  /** Its children made neutral, and the marks around them. */
  function inside(node: Extract<Nodes, { children: unknown }>): string {
    const { start, end } = spanOf(node)
    let [rendered, at] = ['', start]
    for (const child of node.children) {
      const span = spanOf(child)
      rendered += source.slice(at, span.start) + render(child)
      at = span.end
    }
    return rendered + source.slice(at, end)
  }

  function sliceOf(node: Nodes): string {
    const { start, end } = spanOf(node)
    return source.slice(start, end)
  }
}

/** Opens or closes a block of code; the lines within are made neutral like any others. */
function isFence(line: string): boolean {
  const [block, ...more] = parse(line.trim()).children
  return (
    block?.type === 'code' &&
    block.value === '' &&
    more.length === 0 &&
    /^\W+\w*$/.test(line.trim())
  )
}

/** No control characters, and only the character references that spell no markup. */
function readable(text: string): string {
  return printable(text)
    .replaceAll('\r', '')
    .replaceAll(/&(?=#|\w+;)(?!(?:amp|lt|gt|quot|nbsp|ndash|mdash|hellip);)/g, '&amp;')
}

function safe(text: string): string {
  return unaddressed(text).replaceAll('`', "'")
}

/** Code is made safe like text: a table may cut it in two, and it is code no more. */
function unaddressed(text: string): string {
  return text
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replaceAll(/<(?=[a-z/!?@#])/gi, '‹')
    .replaceAll(/@(?=[\p{L}\d_])/gu, '＠')
    .replaceAll(/(?:\b[a-z][a-z\d+.-]{1,20}:\/\/|\bwww\.)(?:[^\s`]*[\w/])?/gi, leftOut)
}

function plain(text: string): string {
  return safe(text.replaceAll('<', '‹'))
}

function addressOf(url: string): string {
  return new URL(url).href.replaceAll(/[()<>]/g, (sign) => encoded[sign] ?? '')
}

const encoded: Readonly<Record<string, string>> = { '(': '%28', ')': '%29', '<': '%3C', '>': '%3E' }
