import type { Clock } from '../../../channels/clock.ts'

/** Time that passes only when it is told to. */
export interface Time extends Clock {
  pass(ms: number): void
  /** How many wait for time to pass. */
  sleepers(): number
  /** When the first of them will have waited enough, from now; undefined when nobody waits. */
  nextIn(): number | undefined
}

export function openTime(): Time {
  let now = 0
  const sleeping = new Set<{ readonly until: number; readonly wake: () => void }>()

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms <= 0 || signal?.aborted) return Promise.resolve()
    const { promise, resolve } = Promise.withResolvers<void>()
    const sleeper = { until: now + ms, wake: resolve }
    sleeping.add(sleeper)
    signal?.addEventListener('abort', () => {
      sleeping.delete(sleeper)
      resolve()
    })
    return promise
  }

  return {
    now: () => now,
    sleep,
    pass(ms) {
      now += ms
      for (const sleeper of sleeping) {
        if (sleeper.until > now) continue
        sleeping.delete(sleeper)
        sleeper.wake()
      }
    },
    sleepers: () => sleeping.size,
    nextIn() {
      return sleeping.size === 0
        ? undefined
        : Math.min(...[...sleeping].map(({ until }) => until)) - now
    },
  }
}
