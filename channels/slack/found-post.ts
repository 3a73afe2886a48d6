import { z } from 'zod'

import type { Destination, PostId } from '../../core/types.ts'
import { markerOf } from './live.ts'
import { placeOf } from './thread-id.ts'
import type { Workspace } from './workspaces.ts'

const page = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      bot_id: z.string().optional(),
      metadata: z
        .object({ event_payload: z.object({ key: z.string() }) })
        .optional()
        .catch(undefined),
      blocks: z.array(z.looseObject({ task_id: z.string().optional() })).optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

const mostPages = 10

/** The post that carries that key: in its metadata, or for a stream that has no end yet in its first task. */
export async function findPost(
  workspace: Workspace,
  to: Destination,
  key: string,
): Promise<PostId | null> {
  const { roomId, threadTs } = placeOf(to.threadId)
  const marker = key === `${to.turnId}/0` ? markerOf(to) : null
  let cursor = ''
  for (let pages = 0; pages < mostPages; pages++) {
    const asked = {
      channel: roomId,
      ts: threadTs,
      limit: 200,
      include_all_metadata: true,
      ...(cursor && { cursor }),
    }
    const answer = page.parse(await workspace.call('conversations.replies', asked, roomId))
    const found = answer.messages.find(
      ({ bot_id: botId, metadata, blocks }) =>
        botId === workspace.botId &&
        (metadata?.event_payload.key === key ||
          (marker !== null && blocks?.some(({ task_id: id }) => id === marker))),
    )
    if (found) return found.ts
    cursor = answer.response_metadata?.next_cursor ?? ''
    if (cursor === '') break
  }
  return null
}
