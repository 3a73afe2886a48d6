import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

import { AppError, type ErrorCode } from '../../core/errors.ts'
import type { GatewayEnvironment } from './environment.ts'

/** A request refused with a status that no error code stands for. */
export class Refusal extends AppError {
  readonly status: 413 | 415

  constructor(status: 413 | 415, sentence: string) {
    super('invalid', sentence, { said: sentence })
    this.status = status
  }
}

/** An error whose log line and whose sentence for the person are the same. */
export function refused(code: ErrorCode, sentence: string, cause?: unknown): AppError {
  return new AppError(code, sentence, { said: sentence, cause })
}

/** What the client is told: never more than a code, a sentence and the id to ask us about. */
export function refuse(error: unknown, c: Context<GatewayEnvironment>): Response {
  const known = AppError.from(error)
  const { code, said: message } = known
  if (isPassing(code)) c.header('retry-after', '5')
  const requestId = c.get('requestId')
  return c.json({ error: { code, message, requestId } }, statusOf(known))
}

function statusOf(error: AppError): ContentfulStatusCode {
  return error instanceof Refusal ? error.status : statuses[error.code]
}

function isPassing(code: ErrorCode): boolean {
  return code === 'unavailable' || code === 'rate_limited'
}

const statuses: Readonly<Record<ErrorCode, ContentfulStatusCode>> = {
  invalid: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stopped: 409,
  rate_limited: 429,
  bug: 500,
  unavailable: 503,
  timeout: 504,
}
