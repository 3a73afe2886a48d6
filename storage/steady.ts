import { setTimeout } from 'node:timers/promises'

import { AppError } from '../core/errors.ts'
import { codeOf } from './error-code.ts'

/**
 * Does it again while the server is away, as in a restart, and gives up after a while. Whether a statement was
 * carried out whose answer was lost nobody can tell, so this is for what is safe to repeat.
 */
export async function steadily<T>(work: () => Promise<T>, patienceMs = 10_000): Promise<T> {
  const until = performance.now() + patienceMs
  for (let failures = 0; ; failures += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isAway(error)) throw error
      if (performance.now() >= until) throw away(error)
      await setTimeout(Math.min(20 * 2 ** failures, 250))
    }
  }
}

function isAway(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  return codes.includes(code) || code.startsWith(connectionException)
}

const connectionException = '08'
const codes: readonly string[] = [
  'CONNECTION_CLOSED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  // The embedded database, between two threads.
  'unavailable',
  // Shut down by its administrator, by a crash, and not up yet.
  '57P01',
  '57P02',
  '57P03',
]

function away(cause: unknown): AppError {
  return new AppError('unavailable', 'the database is away', { cause })
}
