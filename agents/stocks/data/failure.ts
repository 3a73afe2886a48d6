import type { AppError, ErrorCode } from '../../../core/errors.ts'

/** A source that did not answer. */
export interface Failure {
  readonly source: string
  readonly error: AppError
}

/** `yahoo unavailable: connection refused`. */
export function reasonOf({ source, error }: Failure): string {
  if (error.code === 'not_found') return error.message
  return `${source} ${states[error.code] ?? 'failed'}: ${error.message}`
}

const states: Partial<Record<ErrorCode, string>> = {
  unavailable: 'unavailable',
  rate_limited: 'rate limited',
  timeout: 'timed out',
  invalid: 'broken',
}
