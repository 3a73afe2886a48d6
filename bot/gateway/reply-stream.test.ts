import { describe, expect, it } from 'vitest'

import { AppError } from '../../core/errors.ts'
import type { ReplyEvent } from '../../core/types.ts'
import { fakeHub, reply, threadId } from './fake-hub.ts'

type Hub = ReturnType<typeof fakeHub>

const accept = 'text/event-stream'
const text = (delta: string): ReplyEvent => ({ type: 'text', delta })
const done: ReplyEvent = { type: 'done', reply }

type Block = Readonly<Record<string, string>>

/** What comes over the wire, block by block; a comment is a block with an empty name. */
async function* blocksOf(response: Response): AsyncGenerator<Block> {
  let rest = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    yield* blocks.map(parse)
  }
}

function parse(block: string): Block {
  const lines = block.split('\n').map((line) => /^([^:]*): ?(.*)$/.exec(line) ?? [])
  return Object.fromEntries(lines.map(([, name = 'unreadable', value = '']) => [name, value]))
}

async function all(response: Response) {
  const events = []
  for await (const { event, id, data = '' } of blocksOf(response))
    events.push({ event, id, data: JSON.parse(data) })
  return events
}

async function ask(hub: Hub, id = 'mine') {
  const init = {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'AAPL?', id }),
  }
  const response = await hub.app.request(`/api/v1/threads/${threadId}/messages`, init)
  const turnId = [...hub.turns.values()].at(-1)?.id ?? ''
  return { response, turnId }
}

function follow(hub: Hub, turnId: string, headers: Record<string, string> = {}) {
  return hub.app.request(`/api/v1/turns/${turnId}`, { headers: { accept, ...headers } })
}

it('streams the turn, then the reply in order, and ends after its last event', async () => {
  const hub = fakeHub()
  const { response, turnId } = await ask(hub)
  hub.say(turnId, { type: 'status', text: 'Reading' })
  hub.say(turnId, { type: 'task', id: 't', title: 'Chart', state: 'started' })
  hub.say(turnId, text('AAPL '), { type: 'restart' }, text('line\n\nbreak'), done, text('late'))
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(response.headers.get('x-accel-buffering')).toBe('no')
  const events = await all(response)
  expect(events.map(({ event, data }) => [event, data])).toEqual([
    ['turn', { turnId, threadId }],
    ['status', { text: 'Reading' }],
    ['task', { id: 't', title: 'Chart', state: 'started' }],
    ['text', { delta: 'AAPL ' }],
    ['restart', {}],
    ['text', { delta: 'line\n\nbreak' }],
    ['done', { reply }],
  ])
  expect(events.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6', '7'])
})

it('tells a failure in the words for the person, with what was written so far', async () => {
  const hub = fakeHub()
  const { response, turnId } = await ask(hub)
  const error = new AppError('timeout', 'upstream 10.0.0.7 hung', { said: 'That took too long.' })
  hub.say(turnId, text('AAPL'), { type: 'failed', error, partial: 'AAPL' })
  expect((await all(response)).at(-1)).toMatchObject({
    event: 'failed',
    data: { error: { code: 'timeout', message: 'That took too long.' }, partial: 'AAPL' },
  })
})

describe('resuming', () => {
  it('tells all from the start, after a restart, to a client that comes back', async () => {
    const hub = fakeHub()
    const { response, turnId } = await ask(hub)
    hub.say(turnId, text('one '), text('two '))
    const reader = blocksOf(response)
    await reader.next()
    const { value: one } = await reader.next()
    await reader.return(undefined)

    const resumed = await follow(hub, turnId, { 'last-event-id': one?.['id'] ?? '' })
    hub.say(turnId, text('three'), done)
    const events = await all(resumed)
    expect(events.map(({ event, data }) => data.delta ?? event)).toEqual([
      'turn',
      'restart',
      'one ',
      'two ',
      'three',
      'done',
    ])
  })

  it('tells a late client everything', async () => {
    const hub = fakeHub()
    const { turnId } = await ask(hub)
    hub.say(turnId, text('one '), done)
    const events = await all(await follow(hub, turnId))
    expect(events.map(({ event }) => event)).toEqual(['turn', 'text', 'done'])
  })

  it('follows the one turn of a message that was sent again', async () => {
    const hub = fakeHub()
    const { turnId } = await ask(hub)
    const { response } = await ask(hub)
    hub.say(turnId, done)
    expect((await all(response))[0]?.data).toEqual({ turnId, threadId })
    expect(hub.turns.size).toBe(1)
  })
})

describe('a turn that is not written here', () => {
  const elsewhere = { async *follow(): AsyncGenerator<ReplyEvent> {} }

  it('is told from the record once it has ended', async () => {
    const hub = fakeHub(elsewhere)
    const { response, turnId } = await ask(hub)
    const reader = blocksOf(response)
    await reader.next()
    hub.end(turnId, { state: 'done', reply })
    expect((await reader.next()).value).toMatchObject({
      event: 'done',
      data: JSON.stringify({ reply }),
    })
    expect((await reader.next()).done).toBe(true)
  })

  it.each([
    [{ state: 'done', reply }, 'done', { reply }],
    [
      { state: 'failed', failure: 'No luck.' },
      'failed',
      { error: { code: 'unavailable', message: 'No luck.' } },
    ],
    [
      { state: 'stopped', failure: null },
      'failed',
      { error: { code: 'stopped', message: 'Stopped.' } },
    ],
    [{ state: 'done', reply: null }, 'failed', { error: { code: 'bug' } }],
  ] as const)('is told at once when it ended before: %o', async (ending, event, data) => {
    const hub = fakeHub(elsewhere)
    const { turnId } = await ask(hub)
    hub.end(turnId, ending)
    for (const response of [await follow(hub, turnId), (await ask(hub)).response])
      expect(await all(response)).toMatchObject([{ event: 'turn' }, { event, data }])
  })

  it('is told from the record when the live reply breaks off, falls silent, or breaks down', async () => {
    const ways = [
      async function* breaksOff(): AsyncGenerator<ReplyEvent> {
        yield text('one ')
      },
      async function* fallsSilent(
        _turnId: string,
        signal: AbortSignal,
      ): AsyncGenerator<ReplyEvent> {
        yield text('one ')
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
      },
      async function* breaksDown(): AsyncGenerator<ReplyEvent> {
        yield text('one ')
        throw new Error('broken')
      },
    ]
    for (const way of ways) {
      const hub = fakeHub({ follow: way })
      const { response, turnId } = await ask(hub)
      hub.end(turnId, { state: 'done', reply })
      expect((await all(response)).map(({ event }) => event)).toEqual(['turn', 'text', 'done'])
    }
  })

  it('waits out a record that is out of reach for a moment', async () => {
    let looks = 0
    const find = async (turnId: string) => {
      looks += 1
      if (looks === 1) throw new Error('database gone')
      return hub.turns.get(turnId) ?? null
    }
    const hub = fakeHub({
      ...elsewhere,
      turns: { find, said: async () => null, thread: async () => [] },
    })
    const { response, turnId } = await ask(hub)
    hub.end(turnId, { state: 'done', reply })
    expect((await all(response)).at(-1)?.event).toBe('done')
    expect(hub.logged).toContainEqual(
      expect.objectContaining({ msg: 'could not look up a followed turn' }),
    )
  })

  it('fails visibly when the turn is gone', async () => {
    const hub = fakeHub(elsewhere)
    const { response, turnId } = await ask(hub)
    hub.turns.delete(turnId)
    expect((await all(response)).at(-1)).toMatchObject({
      event: 'failed',
      data: { error: { code: 'not_found' } },
    })
  })
})

it('keeps a quiet connection open with comments', async () => {
  const hub = fakeHub({ heartbeatEveryMs: 2 })
  const { response, turnId } = await ask(hub)
  const reader = blocksOf(response)
  await reader.next()
  expect((await reader.next()).value).toEqual({ '': '' })
  hub.say(turnId, done)
  const rest = []
  for await (const block of reader) rest.push(block)
  expect(rest.at(-1)).toMatchObject({ event: 'done' })
})

it('stops following when the client has gone', async () => {
  const hub = fakeHub()
  const { response, turnId } = await ask(hub)
  const reader = blocksOf(response)
  await reader.next()
  expect(hub.listeners(turnId)).toBe(1)
  await reader.return(undefined)
  await expect.poll(() => hub.listeners(turnId)).toBe(0)
})
