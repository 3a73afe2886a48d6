import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

import { flatten } from './flatten.ts'

/** Where a node is in its source, in UTF-16 units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** GitHub-flavoured markdown as a tree; a node's span is true to `markdown`. */
export function parse(markdown: string): Root {
  return fromMarkdown(flatten(markdown), { extensions: [syntax], mdastExtensions: [tree] })
}

export function spanOf(node: Nodes): Span {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 }
}

/** One spelling of line ends, no byte order mark: what the parser would make of it, with true positions. */
export function normalised(markdown: string): string {
  return markdown.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
}

const syntax = gfm()
const tree = gfmFromMarkdown()
