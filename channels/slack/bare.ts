import type { RootContent, Table } from 'mdast'
import stringWidth from 'string-width'

import { plainText } from '../markdown.ts'
import { parse, spanOf } from '../parse.ts'
import { harmless } from './format.ts'
import type { Block } from './render.ts'

/** A section takes 3,000 characters, and escaping makes them more. */
const longest = 2_900

/**
 * Markdown for a workspace that knows no markdown blocks: words without marks, tables and code in even columns. That
 * is what every workspace shows.
 */
export function bareBlocks(markdown: string): Block[] {
  const sections = parse(markdown).children.flatMap((node) => sectionsOf(node, markdown))
  return sections.length > 0 ? sections : [section('…')]
}

function sectionsOf(node: RootContent, markdown: string): Block[] {
  if (node.type === 'table') return pieces(rowsOf(node, markdown)).map(fenced)
  if (node.type === 'code') return pieces(node.value.split('\n')).map(fenced)
  return pieces(plainText(sourceOf(node, markdown)).split('\n')).map(section)
}

function rowsOf({ children: rows }: Table, markdown: string): string[] {
  const cells = rows.map(({ children }) =>
    children.map((cell) => plainText(sourceOf(cell, markdown).replaceAll(/^\||\|$/g, ''))),
  )
  const [head = []] = cells
  const widths = head.map((_, at) => Math.max(...cells.map((row) => stringWidth(row[at] ?? ''))))
  return cells.map((row) =>
    widths
      .map((width, at) => padded(row[at] ?? '', width))
      .join('  ')
      .trimEnd(),
  )
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - stringWidth(cell)))
}

/** Whole lines, as many as a section takes; a line that is too long for one is cut. */
function pieces(lines: readonly string[]): string[] {
  const found: string[] = []
  for (const line of lines.flatMap((one) => escaped(one).match(cuts) ?? [''])) {
    const last = found.at(-1)
    if (last === undefined || last.length + line.length >= longest) found.push(line)
    else found[found.length - 1] = `${last}\n${line}`
  }
  return found.filter((piece) => piece.trim() !== '')
}

/** Neither an escape nor a character is cut in two. */
const cuts = /(?:&(?:amp|lt|gt);|[^]){1,570}/gu

function escaped(line: string): string {
  const text = harmless(line).replaceAll('&lt;', '<')
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function fenced(text: string): Block {
  return section(`\`\`\`${text.replaceAll('```', "'''")}\`\`\``)
}

/** `verbatim`: Slack makes no links or mentions of words. */
function section(text: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }
}

function sourceOf(node: Parameters<typeof spanOf>[0], markdown: string): string {
  const { start, end } = spanOf(node)
  return markdown.slice(start, end)
}
