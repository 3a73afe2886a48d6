/**
 * Saves items one statement at a time: what comes while one is under way goes together in the next, at most so
 * many. Under load many share a statement; alone, nobody waits. `add` resolves, or rejects, with what became of
 * the save that its item was in.
 */
export function coalesced<Item, Result>(
  save: (items: readonly Item[]) => Promise<Result>,
  most = 500,
): (item: Item) => Promise<Result> {
  let filling: Batch<Item, Result> | undefined
  let last: Promise<unknown> = Promise.resolve()
  return add

  function add(item: Item): Promise<Result> {
    if (!filling || filling.items.length === most) filling = begin()
    filling.items.push(item)
    return filling.saved
  }

  function begin(): Batch<Item, Result> {
    const items: Item[] = []
    const saved = last.then(() => {
      if (filling?.items === items) filling = undefined
      return save(items)
    })
    last = saved.catch(() => {
      // Whoever added the items hears of it; the next save is not to blame.
    })
    return { items, saved }
  }
}

interface Batch<Item, Result> {
  readonly items: Item[]
  readonly saved: Promise<Result>
}
