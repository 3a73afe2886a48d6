/**
 * Runs work under a time limit and a parent's signal: whichever fires first aborts the work's own signal
 * and rejects, even when the work pays no attention. Composed by hand because AbortSignal.any kept its
 * sources alive in Node 20 and 22; here every listener and timer is gone when the work has settled.
 */
export async function withDeadline<T>(
  parent: AbortSignal,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent.throwIfAborted()
  const own = new AbortController()
  const onParent = () => own.abort(parent.reason)
  const onTime = () => own.abort(new DOMException(`no answer in ${limitMs} ms`, 'TimeoutError'))
  const timer = setTimeout(onTime, limitMs)
  parent.addEventListener('abort', onParent, { once: true })
  try {
    return await Promise.race([work(own.signal), rejectionOf(own.signal)])
  } finally {
    clearTimeout(timer)
    parent.removeEventListener('abort', onParent)
  }
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
