import { describe, expect, it } from 'vitest'

import { AppError } from '../../core/errors.ts'
import { fakeHub, reply, threadId } from './fake-hub.ts'

const messages = `/api/v1/threads/${threadId}/messages`
const json = { 'content-type': 'application/json' }

function send(
  hub: ReturnType<typeof fakeHub>,
  body: unknown,
  headers: Record<string, string> = {},
) {
  const init = { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) }
  return hub.app.request(messages, init)
}

describe('POST /api/v1/threads', () => {
  it('answers 201 with a new id that nobody can guess', async () => {
    const { app } = fakeHub()
    const open = async () => {
      const response = await app.request('/api/v1/threads', { method: 'POST' })
      expect(response.status).toBe(201)
      return response.json()
    }
    const [one, other] = [await open(), await open()]
    expect(one).toEqual({ threadId: expect.stringMatching(/^web:[\w-]{22}$/) })
    expect(one).not.toEqual(other)
  })
})

describe.each(['', '/messages'])('GET /api/v1/threads/{id}%s', (rest) => {
  it('answers 200 with the turns, oldest first, and keeps the author to itself', async () => {
    const hub = fakeHub()
    const first = hub.put({ id: 'one', text: 'AAPL?' })
    hub.end(first.id, { state: 'done', reply })
    hub.put({ id: 'two', text: 'and TSLA?' })
    const response = await hub.app.request(`/api/v1/threads/${threadId}${rest}`)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).not.toContain('the-visitors-secret')
    expect(JSON.parse(text)).toMatchObject({
      threadId,
      turns: [
        { id: first.id, state: 'done', message: { id: 'one', text: 'AAPL?' }, reply },
        { state: 'running', message: { text: 'and TSLA?' }, reply: null, failure: null },
      ],
    })
  })

  it('answers 200 with nothing for a thread nobody has spoken in', async () => {
    const response = await fakeHub().app.request(`/api/v1/threads/${threadId}${rest}`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ threadId, turns: [] })
  })

  it('answers 404 for threads of other channels and ids that are not ours', async () => {
    const { app } = fakeHub()
    for (const id of ['slack:T1/C1/1.2', 'web:short', 'nothing']) {
      const path = `/api/v1/threads/${encodeURIComponent(id)}${rest}`
      expect((await app.request(path)).status).toBe(404)
    }
  })

  it('answers 503 when the record is out of reach', async () => {
    const thread = () => Promise.reject(new AppError('unavailable', 'database gone'))
    const { app } = fakeHub({ turns: { find: async () => null, said: async () => null, thread } })
    const response = await app.request(`/api/v1/threads/${threadId}${rest}`)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
  })
})

describe('POST /api/v1/threads/{id}/messages', () => {
  it('answers 202 with the turn once the message is durable', async () => {
    const hub = fakeHub()
    const response = await send(hub, { text: ' How does AAPL look?\n' })
    const [turn] = hub.turns.values()
    expect(response.status).toBe(202)
    expect(await response.json()).toEqual({ turnId: turn?.id, threadId, isNew: true })
    expect(response.headers.get('location')).toBe(`/api/v1/turns/${turn?.id}`)
    expect(turn?.message).toMatchObject({
      channel: 'web',
      organisation: { id: 'web:public', name: 'Web' },
      roomId: threadId,
      threadId,
      text: ' How does AAPL look?\n',
      addressed: true,
    })
  })

  it('takes a message sent again as the same message', async () => {
    const hub = fakeHub()
    await send(hub, { text: 'AAPL?', id: 'mine' })
    const again = await send(hub, { text: 'AAPL?', id: 'mine' })
    const byKey = await send(hub, { text: 'AAPL?' }, { 'idempotency-key': 'mine' })
    const [turnId] = hub.turns.keys()
    for (const response of [again, byKey])
      expect(await response.json()).toEqual({ turnId, threadId, isNew: false })
  })

  it('takes the same text without an id as two messages', async () => {
    const hub = fakeHub()
    await send(hub, { text: 'AAPL?' })
    await send(hub, { text: 'AAPL?' })
    expect(hub.turns.size).toBe(2)
  })

  it('knows a visitor by a cookie that no script can read', async () => {
    const hub = fakeHub()
    const cookie = (await send(hub, { text: 'AAPL?' })).headers.get('set-cookie') ?? ''
    const [pair = ''] = cookie.split(';')
    const again = await send(hub, { text: 'why?' }, { cookie: pair })
    const [first, second] = [...hub.turns.values()].map(({ message }) => message.author.id)
    expect(cookie).toMatch(
      /^hub_visitor=[\w-]{22}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect(again.headers.get('set-cookie')).toBeNull()
    expect(first).toBe(pair.split('=')[1])
    expect(second).toBe(first)
  })

  it('keeps the cookie to encrypted connections where there are any, and replaces a strange one', async () => {
    const hub = fakeHub()
    const headers = { 'x-forwarded-proto': 'https', cookie: 'hub_visitor=root' }
    const response = await send(hub, { text: 'AAPL?' }, headers)
    expect(response.headers.get('set-cookie')).toMatch(/^hub_visitor=[\w-]{22};.* Secure/)
  })

  it.each([
    ['malformed JSON', '{"text":'],
    ['broken UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['no body', ''],
    ['no text', '{}'],
    ['empty text', '{"text":" \\n"}'],
    ['text that is no string', '{"text":1}'],
    ['text over 100,000 characters', JSON.stringify({ text: 'x'.repeat(100_001) })],
    ['a field nobody knows', '{"text":"AAPL?","channel":"slack"}'],
    ['an id with a space', '{"text":"AAPL?","id":"retry 1"}'],
  ])('answers 400 to %s', async (_what, body) => {
    const hub = fakeHub()
    const response = await hub.app.request(messages, { method: 'POST', headers: json, body })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: { code: 'invalid', message: expect.any(String), requestId: expect.any(String) },
    })
    expect(hub.turns.size).toBe(0)
  })

  it('answers 400 to an idempotency key of any length', async () => {
    const response = await send(
      fakeHub(),
      { text: 'AAPL?' },
      { 'idempotency-key': 'x'.repeat(201) },
    )
    expect(response.status).toBe(400)
  })

  it('names the field that is wrong', async () => {
    const response = await send(fakeHub(), { text: '', id: '' })
    const { error } = (await response.json()) as { error: { message: string } }
    expect(error.message).toMatch(/^text: say something; id: an id has 1 to 200/)
  })

  it('takes 100,000 characters', async () => {
    expect((await send(fakeHub(), { text: 'x'.repeat(100_000) })).status).toBe(202)
  })

  it('answers 404 to a thread of another channel', async () => {
    const path = '/api/v1/threads/slack:T1/messages'
    const init = { method: 'POST', headers: json, body: '{"text":"AAPL?"}' }
    expect((await fakeHub().app.request(path, init)).status).toBe(404)
  })

  it('answers 413 to a body that says it is over 512 kB', async () => {
    const response = await send(fakeHub(), { text: 'AAPL?' }, { 'content-length': '512001' })
    expect(response.status).toBe(413)
  })

  it('answers 413 to a body over 512 kB that does not say so, without reading on', async () => {
    let chunks = 0
    const body = new ReadableStream({
      pull(controller) {
        chunks += 1
        controller.enqueue(new Uint8Array(100_000))
      },
    })
    const init = { method: 'POST', headers: json, body, duplex: 'half' } as const
    const response = await fakeHub().app.request(messages, init)
    expect(response.status).toBe(413)
    expect(chunks).toBeLessThan(10)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'answers 415 to %s',
    async (type) => {
      const response = await send(fakeHub(), { text: 'AAPL?' }, { 'content-type': type })
      expect(response.status).toBe(415)
    },
  )

  it('answers 503 while draining, and says when to come back', async () => {
    const hub = fakeHub()
    hub.state.isDraining = true
    const response = await send(hub, { text: 'AAPL?' })
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(hub.turns.size).toBe(0)
  })

  it('answers 500 when the message could not be kept', async () => {
    const hub = fakeHub({ receive: () => Promise.reject(new Error('disk on fire')) })
    const response = await send(hub, { text: 'AAPL?' })
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('fire')
  })
})
