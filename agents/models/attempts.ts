import { AppError } from '../../core/errors.ts'
import { backoff, backoffMs } from './backoff.ts'
import { kindOf, rules } from './failure.ts'
import { type Lane, worthWaitingMs } from './lane.ts'

export type Lanes = readonly [Lane, ...Lane[]]

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** In [0, 1). */
  random(): number
  /** Rejects when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

interface Bounds {
  /** Milliseconds since the epoch. */
  readonly deadline: number
  readonly signal: AbortSignal
}

/** Which model is called next, and when: the one owner of retries. */
export interface Attempts {
  /** The model to call now. */
  lane(): Lane
  /** How long to wait before the next call, in milliseconds; null when there is to be none. */
  next(error: AppError): number | null
  /** What the person is told in the end. */
  verdict(error: AppError): AppError
}

/** So often a model is called again before the next one has its turn. */
const mostRetries = 2
/** With less time left no answer comes. */
const leastMs = 1_000

export function attempts(lanes: Lanes, clock: Clock, bounds: Bounds): Attempts {
  const failures: AppError[] = []
  let place = 0
  let retries = 0

  function next(error: AppError): number | null {
    if (rules[kindOf(error)].next === 'end') return null
    failures.push(error)
    if (bounds.signal.aborted) return null
    return again(error) ?? elsewhere()
  }

  function again(error: AppError): number | null {
    const { retryAfterMs = 0 } = error
    if (!mayRetry(error) || retryAfterMs > worthWaitingMs) return null
    const waitMs = retryAfterMs + backoffMs(backoff, retries, clock.random)
    if (!hasTime(waitMs)) return null
    retries += 1
    return waitMs
  }

  /** Where there is no other model, even a wait in vain is tried once more. */
  function mayRetry(error: AppError): boolean {
    const kind = kindOf(error)
    if (rules[kind].next === 'again') return retries < mostRetries
    return kind === 'timeout' && place === lanes.length - 1 && retries === 0
  }

  function elsewhere(): number | null {
    place += 1
    retries = 0
    return place < lanes.length && hasTime(0) ? 0 : null
  }

  function hasTime(waitMs: number): boolean {
    return clock.now() + waitMs + leastMs <= bounds.deadline
  }

  return {
    lane: () => lanes[place] ?? lanes[0],
    next,
    verdict: (error) => (failures.includes(error) ? allDown(failures) : error),
  }
}

/** The evidence needs no model: whoever asked can be answered without one, and is told why. */
function allDown(failures: readonly AppError[]): AppError {
  const last = failures.at(-1)
  const messages = new Set(failures.map(({ message }) => message))
  const sentences = new Set(failures.map(({ said }) => said))
  return new AppError('unavailable', `no model answered: ${[...messages].join('; ')}`, {
    said: ['The writing model is unavailable.', ...sentences].join(' '),
    cause: last,
    retryAfterMs: last?.retryAfterMs,
  })
}
