import { AppError } from '../../core/errors.ts'
import type { ThreadId } from '../../core/types.ts'

/** Where a thread is on Slack. */
export interface Place {
  readonly teamId: string
  readonly roomId: string
  /** The message that the thread hangs from. */
  readonly threadTs: string
}

/** `slack:T024BE7LD:C024BE91L:1700000001.123456`. */
export function threadIdOf({ teamId, roomId, threadTs }: Place): ThreadId {
  return `slack:${teamId}:${roomId}:${threadTs}`
}

export function placeOf(threadId: ThreadId): Place {
  const [channel, teamId, roomId, threadTs, ...rest] = threadId.split(':')
  if (channel !== 'slack' || !teamId || !roomId || !threadTs || rest.length > 0) {
    throw new AppError('bug', `${threadId} is no thread of Slack`)
  }
  return { teamId, roomId, threadTs }
}

/** A room of direct messages: everybody in it talks to the bot. */
export function isDirect(roomId: string): boolean {
  return roomId.startsWith('D')
}
