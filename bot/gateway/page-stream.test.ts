import { describe, expect, it } from 'vitest'

import type { ReplyEvent } from '../../core/types.ts'
import { fakeHub, reply, threadId } from './fake-hub.ts'

type Told = Readonly<Record<string, unknown>> & { readonly type: string }

interface Line {
  readonly begin: () => Promise<Response>
  readonly resume: (turnId: string, lastEventId: string) => Promise<Response>
  readonly tell: (event: Told) => void
  readonly signal: AbortSignal
  readonly pause: (attempt: number) => Promise<void>
}

const module = new URL('../../web/stream.js', import.meta.url).href
const { followReply } = (await import(module)) as { followReply: (line: Line) => Promise<void> }

const accept = 'text/event-stream'
const text = (delta: string): ReplyEvent => ({ type: 'text', delta })
const done: ReplyEvent = { type: 'done', reply }

/** The page's follower on a line to the real gateway. */
function lineTo(hub: ReturnType<typeof fakeHub>, overrides: Partial<Line> = {}) {
  const told: Told[] = []
  const line: Line = {
    begin: async () =>
      hub.app.request(`/api/v1/threads/${threadId}/messages`, {
        method: 'POST',
        headers: { accept, 'content-type': 'application/json' },
        body: '{"text":"AAPL?","id":"mine"}',
      }),
    resume: async (turnId, lastEventId) =>
      hub.app.request(`/api/v1/turns/${turnId}`, {
        headers: { accept, 'last-event-id': lastEventId },
      }),
    tell: (event) => told.push(event),
    signal: new AbortController().signal,
    pause: async () => {},
    ...overrides,
  }
  const written = () =>
    told.reduce(
      (so, { type, delta = '' }) => (type === 'restart' ? '' : `${so}${String(delta)}`),
      '',
    )
  return { line, told, written }
}

/** A hub that answers with these events as soon as it is asked. */
function hubSaying(...events: readonly ReplyEvent[]) {
  const hub = fakeHub({
    async receive(message) {
      const known = [...hub.turns.values()].find(({ message: { id } }) => id === message.id)
      const { id: turnId } = known ?? hub.put(message)
      if (!known) hub.say(turnId, ...events)
      return turnId
    },
  })
  return hub
}

/** The same response over a connection that breaks after some events. */
function brokenAfter(count: number, response: Response): Response {
  let passed = 0
  const breaking = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      passed += 1
      if (passed > count) throw new TypeError('network error')
      controller.enqueue(chunk)
    },
  })
  return new Response(response.body?.pipeThrough(breaking), response)
}

it('tells what comes, to the end', async () => {
  const { line, told } = lineTo(hubSaying({ type: 'status', text: 'Reading' }, text('AAPL'), done))
  await followReply(line)
  expect(told).toMatchObject([
    { type: 'turn', threadId },
    { type: 'status', text: 'Reading' },
    { type: 'text', delta: 'AAPL' },
    { type: 'done', reply },
  ])
})

it('reads letters that are cut in two on the way', async () => {
  const { line, written } = lineTo(hubSaying(text('Zürich €\n\n'), done))
  const bytewise = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      for (const byte of chunk) controller.enqueue(Uint8Array.of(byte))
    },
  })
  const begin = async () => new Response((await line.begin()).body?.pipeThrough(bytewise))
  await followReply({ ...line, begin })
  expect(written()).toBe('Zürich €\n\n')
})

describe('when the connection breaks', () => {
  it.each([1, 2, 3, 4])(
    'picks the reply up after %i events, and shows nothing twice',
    async (count) => {
      const { line, told, written } = lineTo(
        hubSaying(text('one '), text('two '), text('three'), done),
      )
      const begin = async () => brokenAfter(count, await line.begin())
      await followReply({ ...line, begin })
      expect(written()).toBe('one two three')
      expect(told).toContainEqual({ type: 'status', text: 'Connecting again' })
      expect(told.at(-1)).toMatchObject({ type: 'done' })
    },
  )

  it('asks again as the same message when it does not know whether it was heard', async () => {
    const hub = hubSaying(done)
    const { line, told } = lineTo(hub)
    let asked = 0
    const begin = async () => {
      asked += 1
      await line.begin()
      if (asked < 3) throw new TypeError('network error')
      return line.begin()
    }
    await followReply({ ...line, begin })
    expect(told.at(-1)).toMatchObject({ type: 'done' })
    expect(hub.turns.size).toBe(1)
  })

  it('waits longer each time, and in the end says that it is lost', async () => {
    const pauses: number[] = []
    const begin = () => Promise.reject(new TypeError('network error'))
    const pause = async (attempt: number) => void pauses.push(attempt)
    const { line, told } = lineTo(fakeHub(), { begin, pause })
    await followReply(line)
    expect(pauses).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(told.at(-1)).toMatchObject({ type: 'failed', error: { code: 'lost' } })
  })

  it('says nothing more once the person has left', async () => {
    const leaving = new AbortController()
    const begin = () => {
      leaving.abort()
      return Promise.reject(new DOMException('left', 'AbortError'))
    }
    const { line, told } = lineTo(fakeHub(), { begin, signal: leaving.signal })
    await followReply(line)
    expect(told).toEqual([])
  })
})

it('comes back while the hub restarts', async () => {
  const hub = hubSaying(done)
  hub.state.isDraining = true
  const pause = async () => {
    hub.state.isDraining = false
  }
  const { line, told } = lineTo(hub, { pause })
  await followReply(line)
  expect(told.at(-1)).toMatchObject({ type: 'done' })
})

it('says in the words of the hub why a message was refused, and does not insist', async () => {
  const hub = fakeHub()
  const begin = async () => hub.app.request('/api/v1/threads/slack:T1/messages', { method: 'POST' })
  const { line, told } = lineTo(hub, { begin })
  await followReply(line)
  expect(told).toMatchObject([
    { type: 'failed', error: { message: 'There is no such conversation here.' } },
  ])
})

it('does not take a mistake of its own for a broken connection', async () => {
  const begin = () => Promise.reject(new RangeError('a mistake'))
  const { line } = lineTo(fakeHub(), { begin })
  await expect(followReply(line)).rejects.toThrow('a mistake')
})
