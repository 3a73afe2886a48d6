import type { PostId, ReplyEvent } from '../../core/types.ts'
import type { Clock } from '../clock.ts'
import { collapsed, isLast } from '../events.ts'

/** One turn as it is told to everyone who follows it. */
export interface Journal {
  readonly posts: Map<PostId, string>
  isEnded(): boolean
  /** When something was last heard of it. */
  lastAt(): number
  /** A run begins, perhaps not the first: what followers saw of an earlier one is taken back. */
  begin(): void
  write(event: ReplyEvent): void
  follow(signal: AbortSignal): AsyncGenerator<ReplyEvent>
  /** Nobody need wait any longer. */
  close(): void
}

/** What waits for a slow follower is collapsed, so it is never more than the reply, and nobody waits for him. */
export function openJournal(clock: Clock): Journal {
  const followers = new Set<Follower>()
  let events: readonly ReplyEvent[] = []
  let lastAt = clock.now()

  function write(event: ReplyEvent): void {
    lastAt = clock.now()
    events = collapsed(events, event)
    for (const follower of followers) tell(follower, event)
  }

  return {
    posts: new Map(),
    isEnded: () => events.some(isLast),
    lastAt: () => lastAt,
    begin() {
      if (events.length > 0) write({ type: 'restart' })
      events = events.filter((event) => !isLast(event))
    },
    write,
    async *follow(signal) {
      const follower: Follower = { waiting: events, isOver: false, wake: () => {} }
      const leave = (): void => end(follower)
      followers.add(follower)
      signal.addEventListener('abort', leave)
      try {
        if (!signal.aborted) yield* read(follower)
      } finally {
        followers.delete(follower)
        signal.removeEventListener('abort', leave)
      }
    },
    close() {
      for (const follower of followers) end(follower)
    },
  }
}

interface Follower {
  waiting: readonly ReplyEvent[]
  isOver: boolean
  wake: () => void
}

function tell(follower: Follower, event: ReplyEvent): void {
  follower.waiting = collapsed(follower.waiting, event)
  follower.wake()
}

function end(follower: Follower): void {
  follower.isOver = true
  follower.wake()
}

async function* read(follower: Follower): AsyncGenerator<ReplyEvent> {
  for (;;) {
    const [event, ...later] = follower.waiting
    if (event !== undefined) {
      follower.waiting = later
      yield event
      if (isLast(event)) return
    } else if (follower.isOver) return
    else await new Promise<void>((resolve) => (follower.wake = resolve))
  }
}
