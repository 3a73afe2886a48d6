import { AppError } from '../../core/errors.ts'
import type { Channel, Content, Destination, PostId, ThreadId } from '../../core/types.ts'
import type { Clock } from '../clock.ts'
import { slackWord } from './errors.ts'
import { findPost } from './found-post.ts'
import { leaveOff, openLive } from './live.ts'
import { messageOf, metadataOf, orBarely } from './render.ts'
import { openStatuses } from './status.ts'
import { placeOf } from './thread-id.ts'
import type { Given, Workspace, Workspaces } from './workspaces.ts'

type Posting = Required<Pick<Channel, 'post' | 'edit' | 'find' | 'remove' | 'live'>>

export interface PostingDeps {
  readonly workspaces: Workspaces
  readonly clock: Clock
  /** A person ended the answer that is being written in that thread. */
  readonly stop: (threadId: ThreadId) => Promise<void>
}

/** What is shown on Slack goes out here. */
export function posting({ workspaces, clock, stop }: PostingDeps): Posting {
  const statuses = openStatuses()
  const workspaceOf = ({ threadId }: Destination) => workspaces.of(placeOf(threadId).teamId)

  function settle(workspace: Workspace, to: Destination, content: Content): void {
    if (isEnd(content)) statuses.end(workspace, to.threadId)
  }

  return {
    async post(to, content, key) {
      const { roomId, threadTs } = placeOf(to.threadId)
      const workspace = await workspaceOf(to)
      const where = { channel: roomId, thread_ts: threadTs, metadata: metadataOf(key) }
      const { ts } = await orBarely((style) =>
        workspace.call('chat.postMessage', { ...where, ...messageOf(content, to, style) }, roomId),
      )
      if (typeof ts !== 'string') throw new AppError('unavailable', 'chat.postMessage: no ts')
      settle(workspace, to, content)
      return ts
    },
    async edit(to, postId, content) {
      const workspace = await workspaceOf(to)
      await orBarely((style) => edit(workspace, { to, postId }, messageOf(content, to, style)))
      settle(workspace, to, content)
    },
    async find(to, key) {
      return findPost(await workspaceOf(to), to, key)
    },
    async remove(to, postId) {
      const workspace = await workspaceOf(to)
      await remove(workspace, { to, postId })
      statuses.end(workspace, to.threadId)
    },
    async live(to, postId) {
      const workspace = await workspaceOf(to)
      const hasStop = statuses.begin(workspace, to)
      if (postId !== undefined) {
        await leaveOff(workspace, to, postId)
        throw new AppError('conflict', 'the reply goes on in posts')
      }
      const onStopped = () => stop(to.threadId)
      const reply = await openLive({ workspace, clock, hasStop, onStopped }, to)
      return {
        ...reply,
        async write(event) {
          await reply.write(event)
          if (event.type === 'done' || event.type === 'failed') statuses.end(workspace, to.threadId)
        },
      }
    },
  }
}

interface Posted {
  readonly to: Destination
  readonly postId: PostId
}

async function edit(
  workspace: Workspace,
  posted: Posted,
  { text, blocks }: ReturnType<typeof messageOf>,
): Promise<void> {
  await change(workspace, posted, { method: 'chat.update', given: { text, blocks } })
}

async function remove(workspace: Workspace, posted: Posted): Promise<void> {
  try {
    await change(workspace, posted, { method: 'chat.delete', given: {} })
  } catch (error) {
    if (slackWord(error) !== 'message_not_found') throw error
  }
}

interface Change {
  readonly method: 'chat.update' | 'chat.delete'
  readonly given: Given
}

/** A stream that nobody stopped, because that was refused or its answer lost, is stopped first. */
async function change(
  workspace: Workspace,
  { to, postId }: Posted,
  { method, given }: Change,
): Promise<void> {
  const { roomId } = placeOf(to.threadId)
  const call = () => workspace.call(method, { channel: roomId, ts: postId, ...given }, roomId)
  try {
    await call()
  } catch (error) {
    if (slackWord(error) !== 'streaming_state_conflict') throw error
    await leaveOff(workspace, to, postId)
    await call()
  }
}

/** A reply ends with what it rests on, or with a way on. */
function isEnd({ choices, reply }: Content): boolean {
  return reply !== undefined || choices.length > 0
}
