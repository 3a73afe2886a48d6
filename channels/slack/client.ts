import { LogLevel, WebClient } from '@slack/web-api'

export interface ClientOptions {
  /** Absent for the few methods that need none. */
  readonly token?: string
  readonly apiUrl?: string | undefined
  readonly callLimitMs?: number
}

/** Retries and waiting are ours: one limited room would hold up the SDK's whole queue. */
export function clientOf({ token, ...options }: ClientOptions): WebClient {
  return new WebClient(token, clientOptions(options))
}

export function clientOptions({ apiUrl, callLimitMs = 10_000 }: Omit<ClientOptions, 'token'>) {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: callLimitMs,
    logLevel: LogLevel.ERROR,
    logger: silent,
  }
}

/** Its errors come back to us as errors, and its log would quote what people wrote. */
export const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}
