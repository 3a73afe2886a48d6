import type { Choice, Content, Destination, TurnId } from '../../core/types.ts'
import { plainText } from '../markdown.ts'
import { bareBlocks } from './bare.ts'
import { isOfBlocks } from './errors.ts'
import { sourcesOf } from './evidence.ts'
import { harmless, summaryOf } from './format.ts'

export type Block = Readonly<Record<string, unknown>> & { readonly type: string }

/** All that Slack offers, what most workspaces take, or what every one does. */
export type Style = 'rich' | 'plain' | 'bare'

/** Does it with all that Slack offers, and again with less where a workspace refuses that. */
export async function orPlainly<T>(work: (style: Style) => Promise<T>): Promise<T> {
  try {
    return await work('rich')
  } catch (error) {
    if (!isOfBlocks(error)) throw error
    return work('plain')
  }
}

/** The same, and in the end without markdown. */
export async function orBarely<T>(work: (style: Style) => Promise<T>): Promise<T> {
  try {
    return await orPlainly(work)
  } catch (error) {
    if (!isOfBlocks(error)) throw error
    return work('bare')
  }
}

/** What `chat.postMessage` and `chat.update` are given for one post. */
export function messageOf(content: Content, to: Destination, style: Style) {
  const words = { type: 'markdown', text: harmless(content.text) }
  const said = style === 'bare' ? bareBlocks(content.text) : [words]
  return {
    text: summaryOf(plainText(content.text)) || '…',
    blocks: [...said, ...endBlocks(content, to, style)],
    unfurl_links: false,
    unfurl_media: false,
  }
}

/** What a stream is stopped with: all that stands below its words, and the key that it is found by. */
export function endOf(content: Content, to: Destination, style: Style) {
  const blocks = endBlocks(content, to, style)
  return { ...(blocks.length > 0 ? { blocks } : {}), metadata: metadataOf(`${to.turnId}/0`) }
}

/** How a post of ours is found again. */
export function metadataOf(key: string) {
  return { event_type: 'ai_hub_post', event_payload: { key } }
}

/** Ends the answer that is being written. */
export const stopRow = row([{ ...button('stop', 'Stop', 'stop'), style: 'danger' }])

function endBlocks(
  { choices, isUnfinished, reply }: Content,
  { turnId }: Destination,
  style: Style,
) {
  if (isUnfinished) return [stopRow]
  const said = choices.slice(0, mostChoices).map(sayButton)
  const blocks: Block[] = said.length > 0 ? [row(said)] : []
  if (reply === undefined) return blocks
  const sources = sourcesOf(reply)
  if (sources !== null) blocks.unshift(contextOf(sources))
  if (reply.evidence.length > 0) blocks.push(row(ways(turnId, reply.route.symbols)))
  // What the hub itself says, that it stopped or took something back, is no answer to be rated.
  if (style === 'rich' && reply.route.project !== 'hub') blocks.push(thumbs(turnId))
  return blocks
}

const mostChoices = 5

/** What can be done with every answer that rests on data. */
function ways(turnId: TurnId, symbols: readonly string[]) {
  const [first] = symbols
  const whom = symbols.length > 1 ? `all ${symbols.length}` : first
  return [
    button('sources', 'Sources', turnId),
    button('say:more', 'More', 'Tell me more'),
    // Asks back with what.
    ...(symbols.length === 1 ? [button('say:compare', 'Compare…', `Compare ${first}`)] : []),
    ...(whom === undefined ? [] : [button('watch', `Watch ${whom}`, turnId)]),
    button('say:retry', 'Retry', 'retry'),
  ]
}

function thumbs(turnId: TurnId): Block {
  const votes = {
    type: 'feedback_buttons',
    action_id: 'rate',
    positive_button: { text: plain('Good answer'), value: `up ${turnId}` },
    negative_button: { text: plain('Bad answer'), value: `down ${turnId}` },
  }
  return { type: 'context_actions', elements: [votes] }
}

function contextOf(text: string): Block {
  return { type: 'context', elements: [plain(text)] }
}

/** Pressing one says its text in the thread. */
function sayButton({ label, text }: Choice, index: number) {
  return button(`say:${index}`, label, text)
}

export function button(actionId: string, label: string, value: string) {
  const text = plain(label.slice(0, 75))
  return { type: 'button', action_id: actionId, text, value: value.slice(0, 2_000) }
}

export function row(elements: readonly object[]): Block {
  return { type: 'actions', elements }
}

function plain(text: string) {
  return { type: 'plain_text', text }
}
