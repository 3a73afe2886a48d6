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
  const timestamp = pino.stdTimeFunctions.isoTime
  const redact = { paths: secrets, censor }
  return pino({ level, base: null, timestamp, redact, formatters, serializers }, stream)
}

const censor = '…'
const secrets = ['authorization', 'cookie', 'token', 'password', 'secret', 'apiKey', 'api_key']
const isSecret: ReadonlySet<string> = new Set(secrets)

/** What lies below the line's own fields. Paths with wildcards would take six times as long as all else of a line. */
const formatters = {
  log: (line: object) => mapped(line, (value) => struck(value, 2)),
}

const serializers = {
  err: (error: Error) => struck(pino.stdSerializers.err(error), 2),
}

/** Errors have a serializer of their own, and what knows how to write itself does so. */
function struck(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null || levels === 0) return value
  if (value instanceof Error || 'toJSON' in value) return value
  if (Array.isArray(value)) return value.map((item: unknown) => struck(item, levels - 1))
  return mapped(value, (item, name) => (isSecret.has(name) ? censor : struck(item, levels - 1)))
}

function mapped(
  fields: object,
  made: (value: unknown, name: string) => unknown,
): Record<string, unknown> {
  const all: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) all[name] = made(value, name)
  return all
}
