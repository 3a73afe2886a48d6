import { isDeepStrictEqual } from 'node:util'

import { z } from 'zod'

import { plot } from './plots.ts'
import { SlackRefusal } from './refusal.ts'
import type { Block } from './world.ts'

/** The blocks that a message may hold, each with Slack's own limits. */
const blockId = { block_id: z.string().min(1).max(255).optional() }
const plain = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  })
const mrkdwn = z.strictObject({
  type: z.literal('mrkdwn'),
  text: z.string().min(1).max(3_000),
  verbatim: z.boolean().optional(),
})
const anyText = z.union([plain(3_000), mrkdwn])
const actionId = { action_id: z.string().min(1).max(255) }
const button = z.strictObject({
  type: z.literal('button'),
  ...actionId,
  text: plain(75),
  value: z.string().max(2_000).optional(),
  url: z.url().max(3_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
})
const option = z.strictObject({ text: plain(75), value: z.string().min(1).max(150) })
const select = z
  .strictObject({
    type: z.literal('static_select'),
    ...actionId,
    placeholder: plain(150).optional(),
    options: z.array(option).min(1).max(100),
    initial_option: option.optional(),
  })
  .refine(
    ({ options, initial_option: chosen }) =>
      chosen === undefined || options.some((each) => isDeepStrictEqual(each, chosen)),
    'the initial option is none of the options',
  )
const feedback = z.strictObject({
  type: z.literal('feedback_buttons'),
  ...actionId,
  positive_button: z.strictObject({ text: plain(75), value: z.string().max(2_000) }),
  negative_button: z.strictObject({ text: plain(75), value: z.string().max(2_000) }),
})
const rich = z.strictObject({
  type: z.literal('rich_text'),
  ...blockId,
  elements: z.array(z.looseObject({ type: z.string() })).min(1),
})
const cell = z.union([z.strictObject({ type: z.literal('raw_text'), text: z.string() }), rich])

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('markdown'), ...blockId, text: z.string().min(1).max(12_000) }),
  z.strictObject({
    type: z.literal('section'),
    ...blockId,
    text: anyText.optional(),
    fields: z.array(anyText).max(10).optional(),
    accessory: z.union([button, select]).optional(),
  }),
  z.strictObject({ type: z.literal('header'), ...blockId, text: plain(150) }),
  z.strictObject({ type: z.literal('divider'), ...blockId }),
  z.strictObject({
    type: z.literal('context'),
    ...blockId,
    elements: z.array(anyText).min(1).max(10),
  }),
  z.strictObject({
    type: z.literal('actions'),
    ...blockId,
    elements: z.array(button).min(1).max(25),
  }),
  z.strictObject({
    type: z.literal('context_actions'),
    ...blockId,
    elements: z.array(feedback).min(1).max(5),
  }),
  z.strictObject({
    type: z.literal('image'),
    ...blockId,
    alt_text: z.string().min(1).max(2_000),
    image_url: z.url().max(3_000).optional(),
    slack_file: z.strictObject({ id: z.string() }).optional(),
    title: plain(2_000).optional(),
  }),
  z.strictObject({
    type: z.literal('data_table'),
    ...blockId,
    caption: z.string().min(1),
    rows: z.array(z.array(cell).min(1).max(20)).min(1).max(101),
    page_size: z.number().int().positive().optional(),
    row_header_column_index: z.number().int().nonnegative().optional(),
  }),
  z.strictObject({
    type: z.literal('data_visualization'),
    ...blockId,
    title: z.string().min(1).max(50),
    chart: plot,
  }),
  rich,
])

export const blocks = z.array(z.looseObject({ type: z.string() })).max(50)

/** In one message; found by those who sent more, and not documented. */
const mostPlots = 2

/** Refuses what Slack refuses: unknown shapes, long texts, the same action id twice in a block. */
export function checkBlocks(given: readonly Block[], unknown: ReadonlySet<string>): void {
  for (const [at, one] of given.entries()) {
    if (unknown.has(one.type)) throw new SlackRefusal('invalid_blocks')
    const parsed = block.safeParse(one)
    if (!parsed.success) {
      throw new SlackRefusal('invalid_blocks', `block ${at}: ${z.prettifyError(parsed.error)}`)
    }
    if (JSON.stringify(one).length > 12_600)
      throw new SlackRefusal('invalid_blocks', `block ${at} is too long`)
    const ids = actionIdsOf(one)
    if (new Set(ids).size < ids.length)
      throw new SlackRefusal('invalid_blocks', 'an action id twice')
  }
  const blockIds = given.flatMap(({ block_id: id }) => (id === undefined ? [] : [id]))
  if (new Set(blockIds).size < blockIds.length) {
    throw new SlackRefusal('invalid_blocks', 'a block id twice')
  }
  if (given.filter(({ type }) => type === 'data_visualization').length > mostPlots) {
    throw new SlackRefusal('invalid_blocks', 'too many data visualizations')
  }
  const tables = given.filter(({ type }) => type === 'data_table')
  if (tables.some((table) => JSON.stringify(table['rows']).length > 10_000 * 4)) {
    throw new SlackRefusal('invalid_blocks', 'the table is too long')
  }
}

function actionIdsOf({ elements }: Block): string[] {
  if (!Array.isArray(elements)) return []
  return elements.flatMap((element: unknown) => {
    const parsed = z.object({ action_id: z.string() }).safeParse(element)
    return parsed.success ? [parsed.data.action_id] : []
  })
}
