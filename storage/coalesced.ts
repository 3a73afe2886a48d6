interface Options {
  /** How many items a save takes. */
  readonly most?: number
  /** How many are worth a save that follows the one under way at its heels, before that has ended. */
  readonly worthwhile?: number
}

/** One that is under way keeps the other side busy while the next is being made ready; a third would only wait. */
const mostUnderWay = 2

/**
 * Saves items one statement at a time: what comes while one is under way goes together in the next, at most so
 * many. Under load many share a statement; alone, nobody waits. `add` resolves, or rejects, with what became of
 * the save that its item was in.
 */
export function coalesced<Item, Result>(
  save: (items: readonly Item[]) => Promise<Result>,
  { most = 500, worthwhile = Infinity }: Options = {},
): (item: Item) => Promise<Result> {
  const waiting: Batch<Item, Result>[] = []
  let underWay = 0
  let isAwake = false
  return add

  function add(item: Item): Promise<Result> {
    const last = waiting.at(-1)
    const batch = last && last.items.length < most ? last : newBatch<Item, Result>()
    if (batch !== last) waiting.push(batch)
    batch.items.push(item)
    if (mayBegin(waiting[0])) wake()
    return batch.saved
  }

  /** What is added in the same breath goes along. */
  function wake(): void {
    if (isAwake) return
    isAwake = true
    queueMicrotask(beginAll)
  }

  function beginAll(): void {
    isAwake = false
    while (mayBegin(waiting[0])) void begin(waiting.shift())
  }

  function mayBegin(next: Batch<Item, Result> | undefined): boolean {
    if (!next) return false
    return underWay === 0 || (underWay < mostUnderWay && next.items.length >= worthwhile)
  }

  async function begin(batch: Batch<Item, Result> | undefined): Promise<void> {
    if (!batch) return
    underWay += 1
    try {
      batch.resolve(await save(batch.items))
    } catch (error) {
      // Whoever added the items hears of it; the next save is not to blame.
      batch.reject(error)
    }
    underWay -= 1
    beginAll()
  }
}

interface Batch<Item, Result> {
  readonly items: Item[]
  readonly saved: Promise<Result>
  resolve(result: Result): void
  reject(reason: unknown): void
}

function newBatch<Item, Result>(): Batch<Item, Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>()
  return { items: [], saved: promise, resolve, reject }
}
