export interface Pump {
  /** Makes it run; during a run, makes it run once more. */
  wake(): void
  /** Resolves when the current run is over. */
  idle(): Promise<void>
}

/**
 * Runs `work` whenever it is woken, never twice at a time. An error ends that run, not the pump; where a time is named,
 * it is woken again after that.
 */
export function onePump(
  work: () => Promise<void>,
  onError: (error: unknown) => void,
  retryAfterMs?: number,
): Pump {
  let current: Promise<void> | null = null
  let isWoken = false
  return { wake, idle: async () => current ?? undefined }

  function wake(): void {
    isWoken = true
    current ??= run()
  }

  async function run(): Promise<void> {
    while (isWoken) {
      isWoken = false
      await work().catch(failed)
    }
    current = null
  }

  function failed(error: unknown): void {
    onError(error)
    if (retryAfterMs !== undefined) setTimeout(wake, retryAfterMs).unref()
  }
}
