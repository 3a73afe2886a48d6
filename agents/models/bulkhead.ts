import { ModelError } from './failure.ts'

/** Room for so many calls at once, and for as many who wait. */
export interface Bulkhead {
  /** Resolves to the way out, which may be taken more than once; rejects when the queue is full or the caller stops. */
  enter(signal: AbortSignal): Promise<() => void>
}

export interface Room {
  readonly calls: number
  readonly queue: number
}

/** One slow model takes no more than its own room. */
export function bulkhead(name: string, { calls, queue }: Room): Bulkhead {
  const waiting = new Set<() => void>()
  let running = 0

  function leaver(): () => void {
    let isIn = true
    return () => {
      if (!isIn) return
      isIn = false
      leave()
    }
  }

  /** Whoever waits takes the place of the one who leaves. */
  function leave(): void {
    const [next] = waiting
    if (next === undefined) running -= 1
    else next()
  }

  function wait(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        waiting.delete(go)
        signal.removeEventListener('abort', stop)
      }
      const go = () => {
        settle()
        resolve(leaver())
      }
      const stop = () => {
        settle()
        reject(signal.reason)
      }
      waiting.add(go)
      signal.addEventListener('abort', stop, { once: true })
    })
  }

  return {
    async enter(signal) {
      signal.throwIfAborted()
      if (running < calls) {
        running += 1
        return leaver()
      }
      if (waiting.size >= queue) throw full(name)
      return wait(signal)
    },
  }
}

function full(name: string): ModelError {
  return new ModelError('full', `${name} has no room for another call`, {
    said: 'The language model is busy with other questions. Please try again in a minute.',
  })
}
