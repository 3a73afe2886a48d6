import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'

import { AppError, type ErrorCode } from '../../core/errors.ts'

/** Slack's errors in our words. Its own word stays in the message for the log, and `slackWord` reads it. */
export function translated(error: unknown, method: string): AppError {
  if (error instanceof AppError) return error
  if (error instanceof WebAPIRateLimitedError) {
    const retryAfterMs = error.retryAfter * 1_000
    return new AppError('rate_limited', `${method}: 429`, { retryAfterMs, cause: error })
  }
  if (error instanceof WebAPIPlatformError) return refused(method, error)
  if (error instanceof WebAPIHTTPError) {
    return new AppError('unavailable', `${method}: HTTP ${error.statusCode}`, { cause: error })
  }
  if (error instanceof WebAPIRequestError) {
    const code = isTimeout(error.original) ? 'timeout' : 'unavailable'
    return new AppError(code, `${method}: ${error.original.message}`, { cause: error })
  }
  return AppError.from(error)
}

/** What Slack called it: `msg_too_long`; undefined when it was no refusal of Slack's. */
export function slackWord(error: unknown): string | undefined {
  const cause = error instanceof AppError ? error.cause : error
  return cause instanceof WebAPIPlatformError ? cause.data.error : undefined
}

/** Slack did not take the blocks: an older workspace, or one where they are switched off. */
export function isOfBlocks(error: unknown): boolean {
  return slackWord(error)?.startsWith('invalid_blocks') ?? false
}

function refused(method: string, error: WebAPIPlatformError): AppError {
  const word = error.data.error
  return new AppError(codes[word] ?? 'invalid', `${method}: ${word}`, { cause: error })
}

const codes: Readonly<Record<string, ErrorCode>> = {
  ratelimited: 'rate_limited',
  rate_limited: 'rate_limited',
  internal_error: 'unavailable',
  fatal_error: 'unavailable',
  service_unavailable: 'unavailable',
  request_timeout: 'timeout',
  invalid_auth: 'forbidden',
  account_inactive: 'forbidden',
  token_revoked: 'forbidden',
  token_expired: 'forbidden',
  not_authed: 'forbidden',
  missing_scope: 'forbidden',
  not_in_channel: 'forbidden',
  is_archived: 'forbidden',
  restricted_action: 'forbidden',
  channel_not_found: 'not_found',
  message_not_found: 'not_found',
  thread_not_found: 'not_found',
  user_not_found: 'not_found',
  message_not_in_streaming_state: 'conflict',
  streaming_state_conflict: 'conflict',
  stopped_by_user: 'stopped',
}

function isTimeout({ name, message }: Error): boolean {
  return name === 'TimeoutError' || name === 'AbortError' || /timed? ?out/i.test(message)
}
