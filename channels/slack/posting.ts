import { AppError } from '../../core/errors.ts'
import type { Channel } from '../../core/types.ts'
import type { Clock } from '../clock.ts'
import { findPost } from './found-post.ts'
import { leaveOff, openLive } from './live.ts'
import { messageOf, metadataOf } from './render.ts'
import { placeOf } from './thread-id.ts'
import type { Workspaces } from './workspaces.ts'

type Posting = Required<Pick<Channel, 'post' | 'edit' | 'find' | 'live'>>

/** What is shown on Slack goes out here. */
export function posting(workspaces: Workspaces, clock: Clock): Posting {
  return {
    async post(to, content, key) {
      const { teamId, roomId, threadTs } = placeOf(to.threadId)
      const workspace = await workspaces.of(teamId)
      const where = { channel: roomId, thread_ts: threadTs, metadata: metadataOf(key) }
      const given = { ...where, ...messageOf(content) }
      const { ts } = await workspace.call('chat.postMessage', given, roomId)
      if (typeof ts !== 'string') throw new AppError('unavailable', 'chat.postMessage: no ts')
      return ts
    },
    async edit(to, postId, content) {
      const { teamId, roomId } = placeOf(to.threadId)
      const workspace = await workspaces.of(teamId)
      const { text, blocks } = messageOf(content)
      await workspace.call('chat.update', { channel: roomId, ts: postId, text, blocks }, roomId)
    },
    async find(to, key) {
      return findPost(await workspaces.of(placeOf(to.threadId).teamId), to, key)
    },
    async live(to, postId) {
      const workspace = await workspaces.of(placeOf(to.threadId).teamId)
      if (postId !== undefined) return leaveOff(workspace, to, postId)
      return openLive(workspace, to, clock)
    },
  }
}
