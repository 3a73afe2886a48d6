/** One piece of work that several wait for. */
export interface Flight<T> {
  /** Waits for it, until `signal` says otherwise. When the last one has left, the work is aborted. */
  join(signal: AbortSignal): Promise<T>
  /** True when it was aborted: nobody may join any more. */
  isOff(): boolean
}

export function flight<T>(work: (signal: AbortSignal) => Promise<T>): Flight<T> {
  const own = new AbortController()
  const landed = work(own.signal)
  let waiting = 0
  let isOver = false
  const land = () => (isOver = true)
  // Both ways, so that a failure which nobody waited for is not an unhandled one.
  landed.then(land, land)

  async function join(signal: AbortSignal): Promise<T> {
    waiting += 1
    try {
      return await unlessAborted(landed, signal)
    } finally {
      waiting -= 1
      if (waiting === 0 && !isOver) own.abort(new DOMException('nobody waits', 'AbortError'))
    }
  }

  return { join, isOff: () => own.signal.aborted }
}

async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
