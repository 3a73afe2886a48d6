import { AppError, type ErrorCode } from '../core/errors.ts'
import type { Clock } from './clock.ts'

/**
 * Tries a call to a platform again for as long as there is hope; rejects with the last error, or as soon as the
 * signal is aborted with its reason.
 */
export async function persist<T>(
  work: () => Promise<T>,
  clock: Clock,
  signal: AbortSignal,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await work()
    } catch (error) {
      const waitMs = waitAfter(error, failures)
      if (failures === mostTries || waitMs === undefined || waitMs > longestWaitMs) throw error
      await clock.sleep(waitMs, signal)
      signal.throwIfAborted()
    }
  }
}

/** How long to wait before the next try, longer with every failure; undefined when trying again is no use. */
export function waitAfter(error: unknown, failures: number): number | undefined {
  const { code, retryAfterMs } = AppError.from(error)
  if (code !== 'rate_limited' && code !== 'unavailable' && code !== 'timeout') return undefined
  return Math.max(1, retryAfterMs ?? Math.min(500 * 2 ** (failures - 1), 15_000))
}

/** True when the platform surely did nothing; any other failure may be an answer that was lost. */
export function isRefusal(error: unknown): boolean {
  return refusals.includes(AppError.from(error).code)
}

const refusals: readonly ErrorCode[] = [
  'rate_limited',
  'invalid',
  'forbidden',
  'not_found',
  'conflict',
]
/** About half a minute in all where the platform does not say how long. */
const mostTries = 7
const longestWaitMs = 60_000
