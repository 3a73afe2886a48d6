/** Work that goes on by itself; answers in the end, when it was waited for, what went wrong with it. */
export function meanwhile(work: Promise<unknown>): () => Promise<readonly string[]> {
  const outcome = work.then(
    () => [],
    (error: unknown) => [error instanceof Error ? error.message : String(error)],
  )
  return () => outcome
}
