import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

export interface LoggerOptions {
  readonly level: string
  /** Where lines go: 1 is standard output, 2 standard error. */
  readonly to?: 1 | 2 | DestinationStream
}

/** JSON lines with a static message; anything that looks like a secret is struck out. */
export function openLogger({ level, to = 1 }: LoggerOptions): Logger {
  const stream = typeof to === 'number' ? pino.destination({ dest: to, sync: true }) : to
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '…' } },
    stream,
  )
}

const secrets = ['authorization', 'cookie', 'token', 'password', 'secret', 'apiKey', 'api_key']
const paths = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.headers.${name}`])
