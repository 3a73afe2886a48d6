import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'

import { type EventStream, eventStream, readData } from './event-stream.ts'

const encoder = new TextEncoder()

/** A body that comes in these packets, and what became of it. */
function bodyOf(packets: readonly (string | Uint8Array)[], { isOpen = false } = {}) {
  const left = packets.map((part) => (typeof part === 'string' ? encoder.encode(part) : part))
  const seen = { isCancelled: false, left }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const packet = left.shift()
        if (packet) controller.enqueue(packet)
        else if (isOpen) await new Promise<void>(() => {})
        else controller.close()
      },
      cancel() {
        seen.isCancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { events: eventStream(new Response(body)), seen }
}

/** The data of the events, packet by packet. */
async function read(events: EventStream): Promise<string[][]> {
  const packets: string[][] = []
  for (let came = await events.next(); came; came = await events.next()) {
    packets.push(came.map(({ data }) => data))
  }
  return packets
}

describe('an event stream', () => {
  it('hands over together what came together, and half an event once it is whole', async () => {
    const { events } = bodyOf(['data: 1\n\ndata: 2\n\nda', 'ta: 3\n', '\n'])
    expect(await read(events)).toEqual([['1', '2'], [], ['3']])
  })

  it('puts a character together whose bytes are in two packets', async () => {
    const bytes = encoder.encode('data: 株\n\n')
    const { events } = bodyOf([bytes.slice(0, 7), bytes.slice(7)])
    expect(await read(events)).toEqual([[], ['株']])
  })

  it('takes every way to end a line, marks at the beginning, names and comments', async () => {
    const { events } = bodyOf(['\uFEFF: hello\r\nevent: a\r\ndata: 1\r\n\r\ndata: 2\r\r'])
    expect(await events.next()).toMatchObject([{ event: 'a', data: '1' }])
    expect(await read(events)).toEqual([['2']])
  })

  it('takes the last event of a server that ends it with the body', async () => {
    expect((await read(bodyOf(['data: 1\n\ndata: 2']).events)).flat()).toEqual(['1', '2'])
  })

  it('says nothing of events without data, as servers send them to keep the line open', async () => {
    expect((await read(bodyOf(['data:\n\ndata: 1\n\n']).events)).flat()).toEqual(['1'])
  })

  it('breaks off at an event without end, after all that came before it', async () => {
    const megabyte = 'x'.repeat(1_000_000)
    const { events } = bodyOf([`data: 1\n\ndata: ${megabyte}`, ...Array(20).fill(megabyte)])
    expect(await events.next()).toMatchObject([{ data: '1' }])
    const rest = read(events)
    await expect(rest).rejects.toMatchObject({ code: 'invalid', said: /longer than allowed/ })
  })

  it('has nothing to say of an answer without a body', () => {
    expect(() => eventStream(new Response(null))).toThrow('no body')
  })
})

describe('an event stream of which no more is wanted', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is read to its end, so that the connection can be used again', async () => {
    const { events, seen } = bodyOf(['data: [DONE]\n\n', '\n', '\n'])
    await events.next()
    await events.finish()
    expect(seen).toEqual({ isCancelled: false, left: [] })
  })

  it('is hung up when its end does not come', async () => {
    vi.useFakeTimers()
    const { events, seen } = bodyOf(['data: [DONE]\n\n'], { isOpen: true })
    await events.next()
    const finished = events.finish()
    await vi.advanceTimersByTimeAsync(1_000)
    await finished
    expect(seen.isCancelled).toBe(true)
  })
})

it.each([
  ['no JSON', '{"secret"'],
  ['of another form', '{"secret":1}'],
])('cannot read data that is %s, and does not repeat it', (_, data) => {
  const schema = z.object({ delta: z.string() })
  expect(() => readData(schema, { data })).toThrow(SyntaxError)
  expect(() => readData(schema, { data })).not.toThrow(/secret/)
})
