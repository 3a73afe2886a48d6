import type { Call } from './call.ts'

/** The calls so far, and a way to wait for one that is still to come. */
export interface CallLog {
  readonly calls: readonly Call[]
  add(call: Call): void
  /** Resolves when that method has been called so often since the beginning. */
  called(method: string, count: number): Promise<void>
}

export function openCallLog(): CallLog {
  const calls: Call[] = []
  const waiting = new Set<() => void>()
  return {
    calls,
    add(call) {
      calls.push(call)
      for (const look of waiting) look()
    },
    called(method, count) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const look = () => {
        if (calls.filter((call) => call.method === method).length < count) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
      return promise
    },
  }
}
