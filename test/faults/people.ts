import type { Courier, Message } from './courier.ts'
import type { Kind } from './script.ts'
import type { Venue } from './venue.ts'

/** Those who talk on the platform. */
export interface People {
  /** A thread that nobody has spoken in. */
  newThread(): string
  /** Somebody says something in a thread, and the platform begins to tell of it. */
  say(threadId: string, kind?: Kind, copies?: number): Message
  /** Somebody says something that nobody is told of yet. */
  write(threadId: string, kind?: Kind): Unsaid
  /** Resolves when the platform was heard. */
  deliver(unsaid: Unsaid): Promise<Message>
}

export type Unsaid = Pick<Message, 'id' | 'threadId' | 'text'>

export function openPeople(courier: Courier, venue: Pick<Venue, 'write'>): People {
  let threads = 0
  let said = 0

  function write(threadId: string, kind: Kind = 'plain'): Unsaid {
    said += 1
    const text = `m${said} ${kind}`
    return { id: venue.write(threadId, text), threadId, text }
  }

  return {
    newThread: () => `t${(threads += 1)}`,
    write,
    say(threadId, kind, copies) {
      const message = begun(write(threadId, kind))
      void courier.deliver(message, copies)
      return message
    },
    async deliver(unsaid) {
      const message = begun(unsaid)
      await courier.deliver(message)
      return message
    },
  }
}

/** Says something every so often for as long as the work takes. */
export async function talkDuring(
  work: Promise<unknown>,
  everyMs: number,
  say: () => void,
): Promise<void> {
  const talking = setInterval(say, everyMs)
  try {
    await work
  } finally {
    clearInterval(talking)
  }
}

export function begun(unsaid: Unsaid): Message {
  return { ...unsaid, saidAt: performance.now(), ackedAt: null, turnIds: new Set() }
}
