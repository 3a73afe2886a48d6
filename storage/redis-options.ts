import { AppError } from '../core/errors.ts'

/** Neither the message nor a cause may carry the URL: there is a password in it. */
export function checkedUrl(url: string): string {
  if (['redis:', 'rediss:'].includes(URL.parse(url)?.protocol ?? '')) return url
  throw new AppError('invalid', 'REDIS_URL must look like redis://user:password@host:6379/0')
}

/** Options of the connections of one process. Once it is closed, `isClosed`, no connection comes back. */
export function connectionOptions(commandLimitMs: number, isClosed: () => boolean) {
  const reconnect = {
    connectTimeout: 2_000,
    retryStrategy: (times: number) => (isClosed() ? null : waitMs(times)),
    // A replica that a failover left behind: connect again, to the new primary.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  }
  return {
    hasty: { ...reconnect, ...hasty, commandTimeout: commandLimitMs },
    patient: { ...reconnect, ...patient },
  }
}

/** 100 ms to 1 s; a little apart, so that replicas do not all come back in one moment. */
function waitMs(times: number): number {
  return Math.min(50 * 2 ** times, 1_000) * (0.8 + 0.2 * Math.random())
}

/** Fails at once instead of waiting for better times. */
const hasty = {
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  // A server that takes connections and says nothing is as good as none.
  socketTimeout: 500,
}

/** Waits as long as it takes. */
const patient = {
  enableOfflineQueue: true,
  autoResendUnfulfilledCommands: true,
  autoResubscribe: false,
  maxRetriesPerRequest: null,
  commandTimeout: undefined,
  socketTimeout: undefined,
}
