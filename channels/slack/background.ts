import type { Logger } from '../../core/logger.ts'

/** Work that no acknowledgement waits for. */
export interface Background {
  /** Begins it. A failure is logged: whoever wants to see what it shows opens that again. */
  begin(work: () => Promise<void>): void
  /** Resolves when all that was begun has its end. */
  idle(): Promise<void>
}

export function openBackground(logger: Logger): Background {
  const running = new Set<Promise<void>>()

  async function logged(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      logger.warn({ err: error }, 'something beside the conversations on Slack could not be done')
    }
  }

  return {
    begin(work) {
      const run = logged(work).finally(() => running.delete(run))
      running.add(run)
    },
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
