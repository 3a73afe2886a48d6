import { AppError } from '../../../../core/errors.ts'

/** A library's and the network's errors in our words. `asker` is the signal of who asked. */
export function translate(error: unknown, asker: AbortSignal): AppError {
  if (asker.aborted) return AppError.from(asker.reason)
  if (error instanceof AppError) return error
  if (error instanceof Error && error.cause instanceof AppError) return error.cause
  if (isNamed(error, 'TimeoutError'))
    return new AppError('timeout', 'no answer in time', { cause: error })
  const refusal = refusalOf(error)
  if (refusal !== null) return new AppError('unavailable', refusal, { cause: error })
  return new AppError('unavailable', 'answered in a shape we do not know', { cause: error })
}

/** True when the network stood in the way, and asking again at once would only cost time. */
export function isOutage(error: AppError): boolean {
  return error.code === 'timeout' || refusalOf(error.cause) !== null
}

/** Why no connection came about; null when one did. */
function refusalOf(error: unknown): string | null {
  if (!(error instanceof TypeError) || error.message !== 'fetch failed') return null
  const code = codeOf(error.cause)
  return refusals[code] ?? `no connection (${code})`
}

const refusals: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection lost',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'host not found',
  ETIMEDOUT: 'no connection',
  UND_ERR_CONNECT_TIMEOUT: 'no connection',
  UND_ERR_SOCKET: 'connection lost',
}

/** Some have a code, `ECONNREFUSED`; some only words, `bad port`. */
function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown reason'
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name
}
