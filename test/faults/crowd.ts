import { fork } from 'node:child_process'
import { once } from 'node:events'

import type { Message } from './courier.ts'
import { type Crowd, heard, type Said } from './crowd-report.ts'
import { undoneAtExit } from './holdings.ts'
import type { Unsaid } from './people.ts'

/** Many people who talk at once. */
export interface Talkers {
  /** Resolves when all of them were heard. */
  say(messages: readonly Unsaid[]): Promise<readonly Message[]>
  close(): void
}

/**
 * In a process of their own: the harness, which plays the platform meanwhile, would measure how long it takes itself
 * to come round to an acknowledgement.
 */
export function openCrowd(crowd: Crowd): Talkers {
  const child = fork(new URL('./crowd-process.ts', import.meta.url), [JSON.stringify(crowd)])
  const forget = undoneAtExit(() => child.kill('SIGKILL'))
  const gone = once(child, 'disconnect')
  return { say, close }

  async function say(messages: readonly Unsaid[]): Promise<readonly Message[]> {
    child.send(messages satisfies Said)
    const [said]: unknown[] = await Promise.race([once(child, 'message'), tooEarly(gone)])
    const words = new Map(messages.map((message) => [message.id, message]))
    return heard.parse(said).map(({ id, saidAt, ackedAt, turnId }) => {
      const message = words.get(id)
      if (!message) throw new Error(`nobody said ${id}`)
      const at = { saidAt: here(saidAt), ackedAt: here(ackedAt) }
      return { ...message, ...at, turnIds: new Set([turnId]) }
    })
  }

  function close(): void {
    child.kill('SIGKILL')
    forget()
  }
}

/** What another process read from the clock, by the clock of this one. */
function here(sinceEpoch: number): number {
  return sinceEpoch - performance.timeOrigin
}

async function tooEarly(gone: Promise<unknown>): Promise<never> {
  await gone
  throw new Error('the crowd went away before it was heard')
}
