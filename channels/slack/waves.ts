/**
 * Lets what comes together go on together. Whoever comes alone goes on at once; after that nobody does for so long,
 * and then all who came meanwhile, in the order in which they came. What they do next, a statement of the record, they
 * then do as one.
 */
export function openWaves(everyMs: number): () => Promise<void> {
  let lastAt = -Infinity
  let next: Promise<void> | null = null

  function after(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(() => {
        lastAt = performance.now()
        next = null
        resolve()
      }, waitMs)
    })
  }

  return () => {
    if (next) return next
    const now = performance.now()
    const waitMs = lastAt + everyMs - now
    if (waitMs > 0) return (next = after(waitMs))
    lastAt = now
    return Promise.resolve()
  }
}
