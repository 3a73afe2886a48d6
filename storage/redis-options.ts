import { AppError } from '../core/errors.ts'

/** Neither the message nor a cause may carry the URL: there is a password in it. */
export function checkedUrl(url: string): string {
  if (['redis:', 'rediss:'].includes(URL.parse(url)?.protocol ?? '')) return url
  throw new AppError('invalid', 'REDIS_URL must look like redis://user:password@host:6379/0')
}

const reconnect = {
  connectTimeout: 2_000,
  /** 100 ms to 1 s; a little apart, so that replicas do not all come back in one moment. */
  retryStrategy: (times: number) => Math.min(50 * 2 ** times, 1_000) * (0.8 + 0.2 * Math.random()),
  // A replica that a failover left behind: connect again, to the new primary.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
}

/** Fails at once instead of waiting for better times. */
export const hasty = {
  ...reconnect,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: 80,
  // A server that takes connections and says nothing is as good as none.
  socketTimeout: 500,
}

/** Waits as long as it takes. */
export const patient = {
  ...reconnect,
  enableOfflineQueue: true,
  autoResendUnfulfilledCommands: true,
  autoResubscribe: false,
  maxRetriesPerRequest: null,
  commandTimeout: undefined,
  socketTimeout: undefined,
}
