import { AppError } from '../../core/errors.ts'
import type { Destination, LiveReply, PostId, ReplyEvent } from '../../core/types.ts'
import type { Clock } from '../clock.ts'
import { finalOf } from '../draft.ts'
import type { FinalEvent } from '../events.ts'
import { type Chunk, ended, finished, taskOf, textChunks, working } from './chunks.ts'
import { slackWord } from './errors.ts'
import { harmless } from './format.ts'
import { endOf, metadataOf, orPlainly, stopRow } from './render.ts'
import { type Stream, openStream } from './stream.ts'
import { isDirect, placeOf } from './thread-id.ts'
import type { Workspace } from './workspaces.ts'

export interface LiveDeps {
  readonly workspace: Workspace
  readonly clock: Clock
  /** The person pressed Slack's own Stop. */
  readonly onStopped: () => Promise<void>
  /** Whether Slack shows a Stop of its own; resolves some time, and may be too late for a short reply. */
  readonly hasStop: Promise<boolean>
}

/** Names the post of a turn before it has an end to carry its key. */
export function markerOf({ turnId }: Destination): string {
  return `turn-${turnId}`
}

/**
 * A reply streamed by Slack itself: a line for each analyst at work, then the words as they come. It can only grow:
 * when it would outgrow its message, grow too old, or has to take words back, it is stopped as it stands and
 * `write` rejects, and the post is edited from then on.
 */
export async function openLive(deps: LiveDeps, to: Destination): Promise<LiveReply> {
  const { workspace, clock } = deps
  const place = placeOf(to.threadId)
  const first = working(markerOf(to), 'Thinking')
  const recipient = { recipient_user_id: to.authorId, recipient_team_id: place.teamId }
  const given = {
    channel: place.roomId,
    thread_ts: place.threadTs,
    ...(isDirect(place.roomId) ? {} : recipient),
    task_display_mode: 'timeline',
    chunks: [first],
  }
  const { ts } = await workspace.call('chat.startStream', given, place.roomId)
  if (typeof ts !== 'string') throw new AppError('unavailable', 'chat.startStream: no ts')
  const end = { chunks: [ended(markerOf(to))], metadata: metadataOf(firstKey(to)) }
  const at = { workspace, roomId: place.roomId, ts, clock, end, onStopped: deps.onStopped }
  return { postId: ts, write: writer(openStream(at, first), to, deps.hasStop) }
}

/** The stream of an earlier run: it is ended as it stands, since only what is no stream can be edited. */
export async function leaveOff(workspace: Workspace, to: Destination, ts: PostId): Promise<void> {
  const { roomId } = placeOf(to.threadId)
  const end = { chunks: [ended(markerOf(to))], metadata: metadataOf(firstKey(to)) }
  try {
    await workspace.call('chat.stopStream', { channel: roomId, ts, ...end }, roomId)
  } catch (error) {
    // It has ended by itself, or is no stream: all the same to an edit.
    if (slackWord(error) === undefined) throw error
  }
}

function firstKey({ turnId }: Destination): string {
  return `${turnId}/0`
}

/** An event that came too early is written again, so nothing changes here before it is sent. */
function writer(stream: Stream, to: Destination, hasStop: Promise<boolean>): LiveReply['write'] {
  const marker = markerOf(to)
  let text = ''
  let isButtonWanted = false
  let isButtonShown = false
  void hasStop.then((has) => (isButtonWanted = !has))

  async function append(chunks: readonly Chunk[], words?: string): Promise<void> {
    const isButtonDue = isButtonWanted && !isButtonShown
    await stream.append([...(isButtonDue ? [stopButton] : []), ...chunks], words)
    isButtonShown ||= isButtonDue
  }

  async function say(next: string): Promise<void> {
    const more = await stream.after(harmless(settled(next)))
    if (more !== '') await append(textChunks(more), more)
    text = next
  }

  async function finish(event: FinalEvent): Promise<void> {
    // A stream cannot take its button back; an edit can.
    if (isButtonShown) return stream.leave()
    const content = finalOf(event)
    const more = await stream.after(harmless(content.text))
    const chunks = [finished(marker, event), ...textChunks(more)]
    await orPlainly((style) => stream.close(chunks, endOf(content, to, style)))
  }

  return async (event: ReplyEvent) => {
    switch (event.type) {
      case 'status':
        return append([working(marker, event.text)])
      case 'task':
        return append([taskOf(event)])
      case 'text':
        return say(text + event.delta)
      case 'restart':
        await stream.after('')
        text = ''
        return
      case 'done':
      case 'failed':
        return finish(event)
    }
  }
}

const stopButton: Chunk = { type: 'blocks', blocks: [stopRow] }

/** What the next words cannot turn into something that would call people, nor the end of all words take away. */
function settled(text: string): string {
  const mark = Math.max(text.lastIndexOf('<'), text.lastIndexOf('@'))
  return (mark >= 0 && mark > text.length - 12 ? text.slice(0, mark) : text).trim()
}
