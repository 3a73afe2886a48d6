import type { Turn } from '../../core/types.ts'

/** What the outside sees of a turn: not the author's id, which is what a visitor is known by. */
export function turnView(turn: Turn) {
  const { id, threadId, message, state, reply, failure, createdAt, endedAt } = turn
  return {
    id,
    threadId,
    message: { id: message.id, text: message.text, sentAt: message.sentAt },
    state,
    reply,
    failure,
    createdAt,
    endedAt,
  }
}
