import { setTimeout as sleep } from 'node:timers/promises'

/** Resolves when one more may go. */
export type Pace = (signal: AbortSignal) => Promise<void>

export interface Clock {
  now(): number
  wait(ms: number, signal: AbortSignal): Promise<unknown>
}

const realClock: Clock = {
  now: () => performance.now(),
  wait: (ms, signal) => sleep(ms, undefined, { signal }),
}

/** At most `perSecond` go within any second, in the order in which they came. */
export function openPace(perSecond: number, clock: Clock = realClock): Pace {
  const slots: number[] = []
  return async (signal) => {
    signal.throwIfAborted()
    const now = clock.now()
    const before = slots.length < perSecond ? now : (slots.shift() ?? now) + 1_000
    const slot = Math.max(now, before)
    slots.push(slot)
    if (slot > now) await clock.wait(slot - now, signal)
  }
}
