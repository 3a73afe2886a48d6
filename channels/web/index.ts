import type { Channel, PostId, ReplyEvent, TurnId } from '../../core/types.ts'
import { type Clock, systemClock } from '../clock.ts'
import { printable } from '../printable.ts'
import { type ShelfLimits, openShelf } from './shelf.ts'

export interface WebChannel extends Channel {
  /** A turn was taken in: whoever follows it from now on waits for its first event. */
  open(turnId: TurnId): void
  /**
   * Everything that happened in a turn so far, then the rest up to its last event. Ends at once with nothing when
   * this process knows nothing of that turn, or no longer.
   */
  follow(turnId: TurnId, signal: AbortSignal): AsyncIterable<ReplyEvent>
}

export interface WebOptions extends Partial<ShelfLimits> {
  readonly clock?: Clock
}

/** The browser: replies go to whoever follows their turn. */
export function webChannel({
  clock = systemClock,
  keepMs = 60_000,
  keepTurns = 200,
}: WebOptions = {}): WebChannel {
  const shelf = openShelf(clock, { keepMs, keepTurns })

  async function show(turnId: TurnId, postId: PostId, text: string): Promise<void> {
    const journal = shelf.take(turnId)
    journal.posts.set(postId, printable(text))
    journal.write({ type: 'restart' })
    journal.write({ type: 'text', delta: [...journal.posts.values()].join('\n\n') })
  }

  return {
    name: 'web',
    limits: { length: 1_000_000, unit: 'utf16', editEveryMs: 40 },
    start: async () => {},
    stop: async () => shelf.clear(),
    async post({ turnId }, { text }, key) {
      await show(turnId, key, text)
      return key
    },
    edit: ({ turnId }, postId, { text }) => show(turnId, postId, text),
    async live({ turnId }) {
      const journal = shelf.take(turnId)
      journal.begin()
      return { postId: turnId, write: async (event) => journal.write(harmless(event)) }
    },
    open: (turnId) => void shelf.take(turnId),
    async *follow(turnId, signal) {
      const journal = shelf.find(turnId)
      if (journal !== undefined) yield* journal.follow(signal)
    },
  }
}

function harmless(event: ReplyEvent): ReplyEvent {
  switch (event.type) {
    case 'text':
      return { ...event, delta: printable(event.delta) }
    case 'done':
      return { ...event, reply: { ...event.reply, text: printable(event.reply.text) } }
    case 'failed':
      return { ...event, partial: printable(event.partial) }
    case 'status':
    case 'task':
    case 'restart':
      break
  }
  return event
}
