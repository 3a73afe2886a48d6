import type { Nodes, PhrasingContent } from 'mdast'

import { printable } from '../printable.ts'
import type { Paint } from './paint.ts'

/** Running text, painted; a line break only where the author set one. */
export function inline(nodes: readonly PhrasingContent[], paint: Paint): string {
  return nodes.map((node) => span(node, paint)).join('')
}

function span(node: PhrasingContent, paint: Paint): string {
  if (node.type === 'text') return words(node.value)
  if (node.type === 'strong') return paint.bold(inline(node.children, paint))
  if (node.type === 'emphasis') return paint.italic(inline(node.children, paint))
  if (node.type === 'delete') return paint.struck(inline(node.children, paint))
  if (node.type === 'inlineCode') return paint.cyan(words(node.value))
  if (node.type === 'link') return link(inline(node.children, paint), printable(node.url), paint)
  if (node.type === 'image') return link(words(node.alt ?? ''), printable(node.url), paint)
  if (node.type === 'break' || isBreak(node)) return '\n'
  if (node.type === 'footnoteReference')
    return paint.dim(`[${words(node.label ?? node.identifier)}]`)
  if ('children' in node) return inline(node.children, paint)
  return 'value' in node ? words(node.value) : ''
}

function link(text: string, url: string, paint: Paint): string {
  const address = url.replace(/^mailto:/, '')
  const plain = printable(text)
  if (plain === '') return paint.dim(`(${address})`)
  if (address === plain || address === `http://${plain}`) return paint.underlined(plain)
  return `${paint.underlined(text)} ${paint.dim(`(${address})`)}`
}

/** Models break lines in cells like this. */
function isBreak(node: Nodes): boolean {
  return node.type === 'html' && /^<br\s*\/?>$/i.test(node.value)
}

function words(value: string): string {
  return printable(value).replaceAll(/\s+/g, ' ')
}
