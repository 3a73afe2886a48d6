import type { Clock } from '../../../channels/clock.ts'

/** Time that passes only when it is told to. */
export interface Time extends Clock {
  pass(ms: number): void
  /** How long the first of those who wait has to wait still; undefined when nobody waits. */
  nextIn(): number | undefined
  /** Resolves when somebody waits for time to pass. */
  awaited(): Promise<void>
}

export function openTime(): Time {
  let now = 0
  const sleeping = new Set<{ readonly until: number; readonly wake: () => void }>()

  const looking: (() => void)[] = []

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms <= 0 || signal?.aborted) return Promise.resolve()
    const { promise, resolve } = Promise.withResolvers<void>()
    const sleeper = { until: now + ms, wake: resolve }
    sleeping.add(sleeper)
    for (const tell of looking.splice(0)) tell()
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
    nextIn() {
      const ends = [...sleeping].map(({ until }) => until)
      return ends.length === 0 ? undefined : Math.min(...ends) - now
    },
    awaited() {
      const { promise, resolve } = Promise.withResolvers<void>()
      if (sleeping.size > 0) resolve()
      else looking.push(resolve)
      return promise
    },
  }
}
