/**
 * Saves items in one statement at a time: what comes while one is under way goes together in the next. Under load
 * many turns share a statement; alone, nobody waits. Items of one failed save all reject.
 */
export function coalesced<T>(
  save: (items: readonly T[]) => Promise<void>,
): (item: T) => Promise<void> {
  let waiting: T[] = []
  let next: Promise<void> | undefined
  let current: Promise<void> = Promise.resolve()
  return add

  function add(item: T): Promise<void> {
    waiting.push(item)
    next ??= afterCurrent()
    return next
  }

  function afterCurrent(): Promise<void> {
    const saved = current.then(saveWaiting)
    current = saved.catch(() => {
      // Whoever added the items hears of it; the next save is not to blame.
    })
    return saved
  }

  function saveWaiting(): Promise<void> {
    const items = waiting
    waiting = []
    next = undefined
    return save(items)
  }
}
