import { AppError } from '../../../core/errors.ts'
import type { Source } from '../types.ts'

/** Stands where no configured source has this kind of data; says so instead of an answer. */
export function missingSource<T>(kind: string, configured: string): Source<T> {
  const reason = `no source of ${kind} is configured (MARKET_DATA=${configured})`
  const error = () => new AppError('unavailable', reason, { said: `${reason}.` })
  return { name: 'none', fetch: () => Promise.reject(error()) }
}
