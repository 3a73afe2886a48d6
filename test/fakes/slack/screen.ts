import { z } from 'zod'

import type { Block, Post, Room, User, Workspace } from './world.ts'

/** What a person sees of a thread, top to bottom, a text a post; deleted posts are gone. */
export function screenOf(room: Room, threadTs?: string): readonly string[] {
  return room.posts
    .filter((post) => !post.isDeleted && post.botId !== null)
    .filter((post) => threadTs === undefined || post.threadTs === threadTs)
    .map(shown)
}

/** What a person reads under Home, a text a row. */
export function homeOf({ homes }: Workspace, { id }: User): readonly string[] {
  return (homes.get(id)?.blocks ?? []).map((block) => {
    const { accessory } = block
    const button = accessory === undefined ? '' : ` ${elementText(accessory)}`
    return `${blockText(block)}${button}`
  })
}

/** One post: its tasks, its text or else its blocks, its files. */
export function shown(post: Post): string {
  const tasks = [...post.tasks.values()].map(
    ({ title, status, details }) => `${marks[status] ?? '?'} ${title}${details && `: ${details}`}`,
  )
  const blocks = post.blocks.map(blockText).filter((text) => text !== '')
  // Where there are blocks, the text is what notifications show and people do not.
  const words = post.blocks.length > 0 && post.stream === null ? [] : [post.markdown || post.text]
  const files = post.files.map(({ name, altText }) => `[${name}: ${altText}]`)
  const cursor = post.stream?.state === 'open' ? ['…'] : []
  return [...tasks, ...words, ...blocks, ...files, ...cursor].filter(Boolean).join('\n')
}

const marks: Readonly<Record<string, string>> = {
  pending: '○',
  in_progress: '◔',
  complete: '✓',
  error: '✗',
}

const worded = z.object({ text: z.string() })
const cells = z.array(z.array(z.object({ text: z.string() })))

const plot = z.object({
  title: z.string(),
  chart: z.object({
    type: z.string(),
    series: z.array(z.object({ name: z.string(), data: z.array(z.unknown()) })),
  }),
})

/** A chart that is drawn by Slack: `{line AAPL: price, AAPL 20}`. */
function plotText(block: Block): string {
  const { title, chart } = plot.parse(block)
  const series = chart.series.map(({ name, data }) => `${name} ${data.length}`)
  return `{${[`${chart.type} ${title}`, ...series].join(', ')}}`
}

function blockText(block: Block): string {
  const { type, text, elements, rows, alt_text: alt } = block
  if (typeof text === 'string') return text
  const own = worded.safeParse(text)
  if (own.success) return own.data.text
  if (type === 'image') return `[${String(alt)}]`
  if (type === 'data_visualization') return plotText(block)
  if (type === 'data_table') {
    const table = cells.safeParse(rows)
    return table.success
      ? table.data.map((row) => row.map((c) => c.text).join(' | ')).join('\n')
      : ''
  }
  return Array.isArray(elements) ? elements.map(elementText).join(' ') : ''
}

const select = z.object({
  options: z.array(z.object({ text: worded })),
  initial_option: z.object({ text: worded }),
})

function elementText(element: unknown): string {
  const list = select.safeParse(element)
  if (list.success) {
    const { options, initial_option: chosen } = list.data
    return `<${options.map(({ text }) => (text.text === chosen.text.text ? `${text.text}*` : text.text)).join('|')}>`
  }
  const plain = worded.safeParse(element)
  if (plain.success) return plain.data.text
  const labelled = z.object({ text: worded }).safeParse(element)
  return labelled.success ? `[${labelled.data.text.text}]` : ''
}
