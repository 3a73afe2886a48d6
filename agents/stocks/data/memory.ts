import { AppError } from '../../../core/errors.ts'
import type { Fetched, Source, SourceRequest } from '../types.ts'
import { dayOf } from './day.ts'

export interface MemoryOptions {
  /** How long an answer of the best source is kept; one that a lesser source gave is kept a minute. */
  readonly keepMs: number
  /** Milliseconds; a test may turn the clock. */
  readonly now?: () => number
}

const lesserMs = 60_000
const longestMs = 15_000
const maxKept = 500

interface Kept<T> {
  readonly answer: Promise<Fetched<T>>
  /** Infinity while the answer is still on its way. */
  until: number
}

/**
 * Askers of one symbol on one day share one fetch. It runs to its end even if the one who began it walks
 * away, and failures are not kept.
 */
export function remembered<T>(
  source: Source<T>,
  { keepMs, now = Date.now }: MemoryOptions,
): Source<T> {
  const kept = new Map<string, Kept<T>>()

  function begin(key: string, request: SourceRequest): Promise<Fetched<T>> {
    const signal = AbortSignal.timeout(longestMs)
    const entry: Kept<T> = { answer: source.fetch({ ...request, signal }), until: Infinity }
    kept.delete(key)
    kept.set(key, entry)
    forgetOldest(kept)
    entry.answer.then(
      ({ notes }) =>
        (entry.until = now() + (notes.length > 0 ? Math.min(keepMs, lesserMs) : keepMs)),
      () => kept.get(key) === entry && kept.delete(key),
    )
    return entry.answer
  }

  async function fetch(request: SourceRequest): Promise<Fetched<T>> {
    const key = `${request.symbol} ${dayOf(request.askedAt)}`
    const hit = kept.get(key)
    const isFresh = hit !== undefined && now() < hit.until
    return unlessStopped(isFresh ? hit.answer : begin(key, request), request.signal)
  }

  return { ...source, fetch }
}

function forgetOldest(kept: Map<string, unknown>): void {
  const [oldest] = kept.keys()
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest)
}

/** The asker stops waiting; the fetch goes on for the others. */
async function unlessStopped<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(AppError.from(signal.reason))
  })
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([answer, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
