import { z } from 'zod'

import type { ThreadId } from '../../core/types.ts'
import { slackWord } from './errors.ts'
import { placeOf } from './thread-id.ts'
import type { Workspace } from './workspaces.ts'

/** Where threads stand, as addresses that Slack opens. */
export interface Links {
  /** Null where Slack names none: the message is gone, or the bot is no longer in that room. */
  to(workspace: Workspace, threadId: ThreadId): Promise<string | null>
}

const answer = z.object({ permalink: z.url().max(3_000) })

const mostLinks = 10_000

export function openLinks(): Links {
  /** An address stays what it is. */
  const known = new Map<ThreadId, string>()

  async function ask(workspace: Workspace, threadId: ThreadId): Promise<string | null> {
    const { roomId, threadTs } = placeOf(threadId)
    const given = { channel: roomId, message_ts: threadTs }
    try {
      const { permalink } = answer.parse(await workspace.call('chat.getPermalink', given, roomId))
      if (known.size >= mostLinks) known.clear()
      known.set(threadId, permalink)
      return permalink
    } catch (error) {
      if (slackWord(error) === undefined) throw error
      return null
    }
  }

  return { to: async (workspace, threadId) => known.get(threadId) ?? ask(workspace, threadId) }
}
