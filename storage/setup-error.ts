import { AppError, type ErrorCode } from '../core/errors.ts'

/** What keeps a database from being opened. Told to whoever starts the hub, so the log line is the sentence too. */
export function setupError(code: ErrorCode, sentence: string, cause?: unknown): AppError {
  return new AppError(code, sentence, { said: `${sentence}.`, cause })
}
