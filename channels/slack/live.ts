import { Buffer } from 'node:buffer'

import { AppError } from '../../core/errors.ts'
import type { Destination, LiveReply, PostId, ReplyEvent } from '../../core/types.ts'
import type { Clock } from '../clock.ts'
import { finalOf } from '../draft.ts'
import type { FinalEvent, TaskEvent } from '../events.ts'
import { slackWord } from './errors.ts'
import { harmless } from './format.ts'
import { endOf } from './render.ts'
import { isDirect, placeOf } from './thread-id.ts'
import type { Workspace } from './workspaces.ts'

/** A streamed message holds about 10,600 bytes, whatever they are; undocumented. */
const mostBytes = 9_000
/** A stream lives about five minutes, whatever is appended; undocumented. */
const longestMs = 230_000
/** One `markdown_text` at most. */
const mostAtOnce = 8_000

type Chunk =
  | { readonly type: 'markdown_text'; readonly text: string }
  | {
      readonly type: 'task_update'
      readonly id: string
      readonly title: string
      readonly status: 'in_progress' | 'complete' | 'error'
      readonly details?: string
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
export async function openLive(
  workspace: Workspace,
  to: Destination,
  clock: Clock,
): Promise<LiveReply> {
  const place = placeOf(to.threadId)
  const marker = markerOf(to)
  const first = working(marker, 'Thinking')
  const { ts } = await workspace.call(
    'chat.startStream',
    {
      channel: place.roomId,
      thread_ts: place.threadTs,
      ...(isDirect(place.roomId)
        ? {}
        : { recipient_user_id: to.authorId, recipient_team_id: place.teamId }),
      task_display_mode: 'timeline',
      chunks: [first],
    },
    place.roomId,
  )
  if (typeof ts !== 'string') throw new AppError('unavailable', 'chat.startStream: no ts')
  const stream = { workspace, roomId: place.roomId, ts, clock, startedAt: clock.now() }
  return { postId: ts, write: writer(stream, to, bytesOf(first)) }
}

/** The stream of an earlier run: it is ended as it stands, since only what is no stream can be edited. */
export async function leaveOff(workspace: Workspace, to: Destination, ts: PostId): Promise<never> {
  const { roomId } = placeOf(to.threadId)
  const given = { channel: roomId, ts, chunks: [ended(markerOf(to))] }
  try {
    await workspace.call('chat.stopStream', given, roomId)
  } catch (error) {
    // It has ended by itself, or is no stream: all the same to an edit.
    if (slackWord(error) === undefined) throw error
  }
  throw onInPosts()
}

interface Stream {
  readonly workspace: Workspace
  readonly roomId: string
  readonly ts: string
  readonly clock: Clock
  readonly startedAt: number
}

function writer(stream: Stream, to: Destination, begun: number): LiveReply['write'] {
  const marker = markerOf(to)
  const message = openMessage(stream, marker, begun)
  let text = ''

  async function say(): Promise<void> {
    const more = await message.after(harmless(settled(text)))
    if (more !== '') await message.append(textChunks(more), more)
  }

  async function finish(event: FinalEvent): Promise<void> {
    const more = await message.after(harmless(finalOf(event).text))
    await message.close([finished(marker, event), ...textChunks(more)], endOf(event, to))
  }

  return async (event: ReplyEvent) => {
    switch (event.type) {
      case 'status':
        return message.append([working(marker, event.text)])
      case 'task':
        return message.append([taskOf(event)])
      case 'text':
        text += event.delta
        return say()
      case 'restart':
        text = ''
        return void (await message.after(''))
      case 'done':
      case 'failed':
        return finish(event)
    }
  }
}

/** One streamed message. Each verb rejects once it can take no more, and has then stopped it. */
interface Message {
  /** What those words say beyond what it says already; it cannot take words back. */
  after(words: string): Promise<string>
  append(chunks: readonly Chunk[], words?: string): Promise<void>
  close(chunks: readonly Chunk[], end: object): Promise<void>
}

function openMessage(stream: Stream, marker: string, begun: number): Message {
  let bytes = begun
  let sent = ''

  async function makeRoom(chunks: readonly Chunk[]): Promise<void> {
    const more = chunks.map(bytesOf).reduce((sum, one) => sum + one, 0)
    const isOld = stream.clock.now() - stream.startedAt > longestMs
    if (bytes + more > mostBytes || isOld) await rollOver()
    bytes += more
  }

  /** Nobody has to see a cursor in a message that is edited from now on. */
  async function rollOver(): Promise<never> {
    await call(stream, 'chat.stopStream', { chunks: [ended(marker)] })
    throw onInPosts()
  }

  return {
    after: async (words) => (words.startsWith(sent) ? words.slice(sent.length) : rollOver()),
    async append(chunks, words = '') {
      await makeRoom(chunks)
      await call(stream, 'chat.appendStream', { chunks })
      sent += words
    },
    async close(chunks, end) {
      await makeRoom(chunks)
      await call(stream, 'chat.stopStream', { chunks, ...end })
    },
  }
}

function onInPosts(): AppError {
  return new AppError('conflict', 'the reply goes on in posts')
}

function ended(marker: string): Chunk {
  return { ...working(marker, 'Thinking'), status: 'complete' }
}

async function call({ workspace, roomId, ts }: Stream, method: string, given: object) {
  await workspace.call(method, { channel: roomId, ts, ...given }, roomId)
}

/** What the next words cannot turn into something that would call people. */
function settled(text: string): string {
  const mark = Math.max(text.lastIndexOf('<'), text.lastIndexOf('@'))
  return mark >= 0 && mark > text.length - 12 ? text.slice(0, mark) : text
}

function textChunks(text: string): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = 0; at < text.length; at += mostAtOnce) {
    chunks.push({ type: 'markdown_text', text: text.slice(at, at + mostAtOnce) })
  }
  return chunks
}

const states = { started: 'in_progress', done: 'complete', failed: 'error' } as const

function taskOf({ id, title, state, detail }: TaskEvent): Chunk {
  const details = detail === undefined ? {} : { details: cut(detail) }
  return { type: 'task_update', id, title: cut(title), status: states[state], ...details }
}

function working(id: string, title: string): Chunk & { readonly type: 'task_update' } {
  return { type: 'task_update', id, title: cut(title), status: 'in_progress' }
}

function finished(id: string, { type }: FinalEvent): Chunk {
  const status = type === 'done' ? 'complete' : 'error'
  return { type: 'task_update', id, title: type === 'done' ? 'Done' : 'Stopped', status }
}

function cut(text: string): string {
  return text.length > 250 ? `${text.slice(0, 249)}…` : text
}

function bytesOf(chunk: Chunk): number {
  return Buffer.byteLength(chunk.type === 'markdown_text' ? chunk.text : JSON.stringify(chunk))
}
