import { createParser, type EventSourceMessage, type ParseError } from 'eventsource-parser'
import type { ZodType } from 'zod'

import type { AppError } from '../../core/errors.ts'
import { endless } from './bounded-lines.ts'

/** One server-sent event, as it came. */
export type ServerEvent = Pick<EventSourceMessage, 'event' | 'data'>

/**
 * The events of an answer, packet by packet. The SDKs hand them over one at a time, through half a dozen
 * promises each, which costs more than all the rest of our work on a stream.
 */
export interface EventStream {
  /** What came together, perhaps nothing yet; undefined at the end. */
  next(): Promise<readonly ServerEvent[] | undefined>
  /** Nothing more is wanted, and the end of the body is near. */
  finish(): Promise<void>
  hangUp(): Promise<void>
}

/** An event is held until it ends: one that never does would take all the memory there is. */
const longestEvent = 16_000_000

export function eventStream({ body }: Response): EventStream {
  if (!body) throw new TypeError('the answer has no body')
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let events: ServerEvent[] = []
  let excess: AppError | undefined
  const parser = createParser({
    maxBufferSize: longestEvent,
    onEvent: (event) => void (event.data === '' || events.push(event)),
    onError: (error) => (excess ??= excessOf(error)),
  })

  function taken({ value, done }: Packet) {
    // Some servers do not end their last event with an empty line.
    parser.feed(done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true }))
    if (events.length === 0 && excess) throw excess
    if (events.length === 0 && done) return undefined
    const came = events
    events = []
    return came
  }

  const hangUp = () => reader.cancel()

  return {
    next: () => (excess ? Promise.reject(excess) : reader.read().then(taken)),
    async finish() {
      // A body that is read to its end leaves the connection to the next call. One that does not end is thrown away,
      // and whatever is wrong with it too.
      const timer = setTimeout(() => void hangUp().catch(() => {}), lingerMs)
      try {
        for (let end = false; !end;) end = (await reader.read()).done
      } finally {
        clearTimeout(timer)
      }
    },
    hangUp,
  }
}

interface Packet {
  readonly value?: Uint8Array | undefined
  readonly done: boolean
}

const lingerMs = 1_000

/** Lines that are no fields are passed over, as every client does. */
function excessOf({ type }: ParseError): AppError | undefined {
  if (type !== 'max-buffer-size-exceeded') return undefined
  return endless(`an event of more than ${longestEvent} characters`)
}

/** The event's data; what is not of that form is something that nobody can read. */
export function readData<T>(schema: ZodType<T>, { data }: ServerEvent): T {
  return shaped(schema, parse(data))
}

export function shaped<T>(schema: ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map(({ path }) => path.join('.'))
  throw new SyntaxError(`an event of an unknown form: ${places.join(', ')}`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own words quote the answer.
    throw new SyntaxError('an event that is no JSON')
  }
}
