/** Whoever looks on while a stream is read. What takes a while is waited for before the reader goes on. */
export interface Tap<T> {
  see(event: T): Promise<void> | void
  /** Once, whichever way it ended; `error` when it threw. */
  end(error?: unknown): Promise<void> | void
}

type Opened<T> = AsyncIterable<T> | Promise<AsyncIterable<T>>

/** A stream, opened at the first read and seen by somebody. By hand: a generator costs three promises an event. */
export function tapped<T>(open: () => Opened<T>, tap: Tap<T>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => new Tapped(open, tap) }
}

class Tapped<T> implements AsyncIterator<T> {
  readonly #open: () => Opened<T>
  readonly #tap: Tap<T>
  #events: AsyncIterator<T> | undefined
  #isOver = false

  constructor(open: () => Opened<T>, tap: Tap<T>) {
    this.#open = open
    this.#tap = tap
  }

  next(): Promise<IteratorResult<T>> {
    return this.#events ? this.#events.next().then(this.#seen, this.#broken) : this.#begin()
  }

  async return(): Promise<IteratorResult<T>> {
    try {
      await this.#events?.return?.()
    } finally {
      await this.#end()
    }
    return { done: true, value: undefined }
  }

  async #begin(): Promise<IteratorResult<T>> {
    try {
      this.#events = (await this.#open())[Symbol.asyncIterator]()
    } catch (error) {
      return this.#broken(error)
    }
    return this.next()
  }

  #seen = (result: IteratorResult<T>): IteratorResult<T> | Promise<IteratorResult<T>> => {
    const seeing = result.done ? this.#end() : this.#tap.see(result.value)
    return seeing ? seeing.then(() => result) : result
  }

  #broken = async (error: unknown): Promise<never> => {
    await this.#end(error)
    throw error
  }

  #end(error?: unknown): Promise<void> | void {
    if (this.#isOver) return
    this.#isOver = true
    return this.#tap.end(error)
  }
}
