import { AppError } from '../../core/errors.ts'
import type { PostId } from '../../core/types.ts'
import type { Clock } from '../clock.ts'
import { bytesOf, type Chunk } from './chunks.ts'
import { isOfBlocks, slackWord } from './errors.ts'
import type { Workspace } from './workspaces.ts'

/** A streamed message holds about 10,600 bytes, whatever they are; undocumented. */
const mostBytes = 9_000
/** A stream lives about five minutes, whatever is appended; undocumented. */
const longestMs = 230_000

/** One streamed message. Each verb rejects once it can take no more, and has then stopped it. */
export interface Stream {
  /** What those words say beyond what it says already; it cannot take words back. */
  after(words: string): Promise<string>
  append(chunks: readonly Chunk[], words?: string): Promise<void>
  close(chunks: readonly Chunk[], end: object): Promise<void>
  /** Stops it as it stands, and rejects. */
  leave(): Promise<never>
}

export interface StreamPlace {
  readonly workspace: Workspace
  readonly roomId: string
  readonly ts: PostId
  readonly clock: Clock
  /** What it is stopped with when the reply goes on elsewhere. */
  readonly end: object
  /** The person pressed Slack's own Stop. */
  readonly onStopped: () => Promise<void>
}

export function openStream(place: StreamPlace, first: Chunk): Stream {
  const { workspace, roomId, ts, clock, end } = place
  const startedAt = clock.now()
  let bytes = bytesOf(first)
  let sent = ''

  /** How many bytes there are with those. */
  async function roomFor(chunks: readonly Chunk[]): Promise<number> {
    const all = chunks.map(bytesOf).reduce((sum, one) => sum + one, bytes)
    return all > mostBytes || clock.now() - startedAt > longestMs ? leave() : all
  }

  /** Nobody has to see a cursor in a message that is edited from now on. */
  async function leave(): Promise<never> {
    await call('chat.stopStream', end)
    throw new AppError('conflict', 'the reply goes on in posts')
  }

  /** Whatever was refused or lost: what is edited next must be no stream any longer. */
  async function broken(reason: unknown): Promise<never> {
    const word = slackWord(reason)
    const isOver = word === 'message_not_in_streaming_state' || word === 'stopped_by_user'
    if (word === 'stopped_by_user') await place.onStopped()
    // Where this fails too, the edit that follows finds out.
    if (!isOver && !isTooEarly(reason)) await call('chat.stopStream', end).catch(() => {})
    throw reason
  }

  async function call(method: string, given: object): Promise<void> {
    await workspace.call(method, { channel: roomId, ts, ...given }, roomId)
  }

  return {
    after: async (words) => (words.startsWith(sent) ? words.slice(sent.length) : leave()),
    async append(chunks, words = '') {
      const all = await roomFor(chunks)
      await call('chat.appendStream', { chunks }).catch(broken)
      bytes = all
      sent += words
    },
    async close(chunks, given) {
      await roomFor(chunks)
      await call('chat.stopStream', { chunks, ...given }).catch((error: unknown) => {
        // It is stopped again with plainer blocks.
        if (isOfBlocks(error)) throw error
        return broken(error)
      })
    },
    leave,
  }
}

function isTooEarly(reason: unknown): boolean {
  return AppError.from(reason).code === 'rate_limited'
}
