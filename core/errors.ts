export type ErrorCode =
  | 'forbidden'
  | 'invalid'
  | 'not_found'
  | 'conflict'
  | 'rate_limited'
  | 'timeout'
  | 'stopped'
  | 'unavailable'
  | 'bug'

export interface ErrorOptions {
  /** What the person is told; the code's own sentence when absent. */
  readonly said?: string
  readonly cause?: unknown
  /** How long the other side asked us to wait. */
  readonly retryAfterMs?: number | undefined
}

/** `message` is for the log. `said` is what the person is told. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly said: string
  readonly retryAfterMs: number | undefined

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.said = options.said ?? sayings[code]
    this.retryAfterMs = options.retryAfterMs
  }

  static from(error: unknown): AppError {
    if (error instanceof AppError) return error
    const message = error instanceof Error ? error.message : String(error)
    if (isNamed(error, 'TimeoutError')) return new AppError('timeout', message, { cause: error })
    if (isNamed(error, 'AbortError')) return new AppError('stopped', message, { cause: error })
    return new AppError('bug', message, { cause: error })
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name
}

const sayings: Record<ErrorCode, string> = {
  forbidden: 'You do not have access to that.',
  invalid: 'I could not understand that request.',
  not_found: 'I could not find that.',
  conflict: 'Somebody else changed that in the meantime. Please try again.',
  rate_limited: 'Too many requests. Please try again in a minute.',
  timeout: 'That took too long, so I stopped. Please try again.',
  stopped: 'Stopped.',
  unavailable: 'A service I depend on is not answering. Please try again.',
  bug: 'Something went wrong on my side.',
}
