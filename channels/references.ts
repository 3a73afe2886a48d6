import type { Definition, ImageReference, LinkReference, Nodes, Root } from 'mdast'

import { parse, spanOf } from './parse.ts'
import { nodesOf } from './tree.ts'

/** Links that name a definition get its address on the spot: the definition may end up in another post. */
export function inlineReferences(markdown: string): string {
  if (!definition.test(markdown)) return markdown
  const tree = parse(markdown)
  const definitions = definitionsOf(tree)
  let text = ''
  let at = 0
  for (const node of nodesOf(tree)) {
    if (!isReference(node) || spanOf(node).start < at) continue
    const found = definitions.get(node.identifier)
    if (found === undefined) continue
    const { start, end } = spanOf(node)
    text += `${markdown.slice(at, start)}${labelOf(markdown, node)}(${addressOf(found)})`
    at = end
  }
  return text + markdown.slice(at)
}

const definition = /^[ \t>]*\[[^\]\n]+\]:/m

function definitionsOf(tree: Root): ReadonlyMap<string, Definition> {
  const found = [...nodesOf(tree)].filter((node) => node.type === 'definition')
  return new Map(found.toReversed().map((node) => [node.identifier, node]))
}

function isReference(node: Nodes): node is LinkReference | ImageReference {
  return node.type === 'linkReference' || node.type === 'imageReference'
}

/** `[text]` out of `[text]`, `[text][]` and `[text][name]`. */
function labelOf(markdown: string, node: LinkReference | ImageReference): string {
  const { start, end } = spanOf(node)
  const source = markdown.slice(start, end)
  if (node.referenceType === 'shortcut') return source
  return source.slice(0, source.lastIndexOf('['))
}

function addressOf({ url, title }: Definition): string {
  const quoted = title ? ` "${title.replaceAll('"', '&quot;')}"` : ''
  return `<${url.replaceAll(/[<>\n]/g, encodeURIComponent)}>${quoted}`
}
