import { setTimeout } from 'node:timers/promises'

import { withDeadline } from '../../core/deadline.ts'

/** Waits for it, but no longer than that; says what was waited for when it takes longer. */
export async function within<T>(limitMs: number, what: string, work: Promise<T>): Promise<T> {
  try {
    return await withDeadline(new AbortController().signal, limitMs, () => work)
  } catch (error) {
    if (!isTimeout(error)) throw error
    throw new Error(`${what} took longer than ${limitMs} ms`, { cause: error })
  }
}

/** Asks again and again until it is so. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  limitMs: number,
  what: string,
): Promise<void> {
  const last = performance.now() + limitMs
  while (!(await isSo())) {
    if (performance.now() > last) throw new Error(`${what} took longer than ${limitMs} ms`)
    await setTimeout(20)
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError'
}
