import type { Channel } from '../../../core/types.ts'

/** Knows when nothing is on its way to a channel. */
export interface Watch {
  over(channel: Channel): Channel
  /** Resolves when every call has had its answer, and what follows from that has begun. */
  idle(): Promise<void>
  isIdle(): boolean
}

export function openWatch(): Watch {
  const running = new Set<Promise<unknown>>()

  function seen<T>(call: Promise<T>): Promise<T> {
    const over = Promise.allSettled([call]).finally(() => running.delete(over))
    running.add(over)
    return call
  }

  return {
    over(channel) {
      const { live, find, remove } = channel
      return {
        ...channel,
        post: (...post) => seen(channel.post(...post)),
        edit: (...edit) => seen(channel.edit(...edit)),
        ...(find && { find: (...asked) => seen(find(...asked)) }),
        ...(remove && { remove: (...post) => seen(remove(...post)) }),
        ...(live && {
          async live(...where) {
            const { postId, write } = await seen(live(...where))
            return { postId, write: (event) => seen(write(event)) }
          },
        }),
      }
    },
    isIdle: () => running.size === 0,
    async idle() {
      while (running.size > 0) {
        await Promise.all(running)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}
