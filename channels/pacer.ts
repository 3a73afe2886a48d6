import type { Clock } from './clock.ts'

export interface Pacer {
  /** There is something new to show. */
  changed(): void
  /** Shows nothing more; resolves when nothing is on its way any longer. */
  stop(): Promise<void>
}

/**
 * Calls `show` when something changed, one call at a time and not more often than every `everyMs`. What happens
 * meanwhile is one change. `show` answers how much longer to wait and try again, 0 when all is well; it never throws.
 */
export function openPacer(show: () => Promise<number>, everyMs: number, clock: Clock): Pacer {
  const stopping = new AbortController()
  let isDue = false
  let nextAt = clock.now()
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    while (isDue) {
      await clock.sleep(nextAt - clock.now(), stopping.signal)
      if (stopping.signal.aborted) break
      isDue = false
      nextAt = clock.now() + everyMs
      const waitMs = await show()
      if (waitMs === 0) continue
      isDue = true
      nextAt = Math.max(nextAt, clock.now() + waitMs)
    }
    running = undefined
  }

  return {
    changed() {
      isDue = true
      running ??= run()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}
