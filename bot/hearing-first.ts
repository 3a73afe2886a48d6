import { setTimeout } from 'node:timers/promises'

import type { TurnStore } from '../core/turn-store.ts'

/** How long a message may be waiting to be kept before new turns stand back, and how long those do at most. */
const lateMs = 10
const patienceMs = 1_000
const lookEveryMs = 5

/**
 * Hearing goes before answering: platforms wait seconds for an acknowledgement and people longer for an answer, so
 * while messages wait to be kept no new turns are begun, for a moment at a time.
 */
export function hearingFirst(turns: TurnStore): TurnStore {
  /** When each began to wait, oldest first. */
  const waiting = new Set<{ readonly since: number }>()
  return {
    ...turns,
    async receive(message) {
      const wait = { since: performance.now() }
      waiting.add(wait)
      try {
        return await turns.receive(message)
      } finally {
        waiting.delete(wait)
      }
    },
    async claim(owner, leaseMs, scope) {
      const isCalm = await calm()
      return turns.claim(owner, leaseMs, isCalm ? scope : { ...scope, most: 1 })
    },
  }

  async function calm(): Promise<boolean> {
    const until = performance.now() + patienceMs
    while (isLate() && performance.now() < until) await setTimeout(lookEveryMs)
    return !isLate()
  }

  function isLate(): boolean {
    for (const { since } of waiting) return performance.now() - since > lateMs
    return false
  }
}
