import { setImmediate } from 'node:timers/promises'

export interface RankingAsked {
  readonly symbols: readonly string[]
  readonly askedAt: Date
  readonly signal: AbortSignal
  /** What was not looked at by then is left out. */
  readonly limitMs: number
  readonly onProgress: (done: number, all: number) => void
}

/** So many symbols at once: sources have limits of their own. */
const atOnce = 6

/** What there is to each symbol of a list, in any order; undefined where there is nothing. */
export async function lookedAt<T>(
  look: (symbol: string) => Promise<T | undefined>,
  { symbols, limitMs, signal, onProgress }: RankingAsked,
): Promise<{ readonly found: readonly T[]; readonly all: number }> {
  const until = performance.now() + limitMs
  const left = [...new Set(symbols)]
  const all = left.length
  const found: T[] = []
  let done = 0
  async function work(): Promise<void> {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      if (performance.now() > until) return
      // oxlint-disable-next-line no-await-in-loop -- others have a turn of the event loop between two symbols.
      await setImmediate()
      // oxlint-disable-next-line no-await-in-loop -- several workers share one list.
      const seen = await look(next)
      if (seen !== undefined) found.push(seen)
      done += 1
      onProgress(done, all)
      signal.throwIfAborted()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { found, all }
}
