import type { Content, Destination } from '../../core/types.ts'
import { finalOf } from '../draft.ts'
import type { FinalEvent } from '../events.ts'
import { plainText } from '../markdown.ts'
import { harmless, summaryOf } from './format.ts'

type Block = Readonly<Record<string, unknown>> & { readonly type: string }

/** What `chat.postMessage` and `chat.update` are given for one post. */
export function messageOf({ text, choices }: Content) {
  return {
    text: summaryOf(plainText(text)) || '…',
    blocks: [{ type: 'markdown', text: harmless(text) }, ...buttons(choices)],
    unfurl_links: false,
    unfurl_media: false,
  }
}

/** What stands below the words of a finished reply, and the key that it is found by. */
export function endOf(event: FinalEvent, to: Destination) {
  const blocks = buttons(finalOf(event).choices)
  return { ...(blocks.length > 0 ? { blocks } : {}), metadata: metadataOf(`${to.turnId}/0`) }
}

/** How a post of ours is found again. */
export function metadataOf(key: string) {
  return { event_type: 'ai_hub_post', event_payload: { key } }
}

/** Pressing one says its text in the thread. */
function buttons(choices: Content['choices']): Block[] {
  if (choices.length === 0) return []
  const elements = choices.slice(0, 5).map(({ label, text }, index) => ({
    type: 'button',
    action_id: `say:${index}`,
    text: { type: 'plain_text', text: label.slice(0, 75) },
    value: text.slice(0, 2_000),
  }))
  return [{ type: 'actions', elements }]
}
