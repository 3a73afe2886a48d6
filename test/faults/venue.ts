import type { Message } from './courier.ts'
import { openPlatform, type Platform } from './platform.ts'

/** Where people talk and the hub answers: a platform from both of its sides. */
export interface Venue {
  readonly platform: Platform
  /** Somebody writes something in a thread, and nobody is told of it; answers what the message is called. */
  write(threadId: string, text: string): string
  /** Absent where the harness's own words are spoken. */
  readonly tell?: Tell
  /** What a process by that name has to know to answer here. */
  join(name: string): Joined
}

/** Tells the process at that address of a message, once: the turn that it made of it, null when it took none. */
export type Tell = (url: string, message: Message) => Promise<string | null>

export interface Joined {
  readonly platform: PlatformName
  readonly platformUrl: string
  /** Told when a process has made a turn of a message. */
  readonly onHeard: (id: string, turnId: string) => void
}

export type PlatformName = 'plain' | 'slack'

/** The harness's own platform. */
export async function openPlainVenue(): Promise<Venue> {
  const platform = await openPlatform()
  let said = 0
  return {
    platform,
    write: () => `e${(said += 1)}`,
    // Its acknowledgements tell the turn.
    join: () => ({ platform: 'plain', platformUrl: platform.url, onHeard: () => {} }),
  }
}
