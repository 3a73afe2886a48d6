import { afterEach, expect, it } from 'vitest'

import { fakeHub, reply, threadId } from './fake-hub.ts'
import { refusedToListen, serve, type Served } from './serve.ts'

const opened: Served[] = []
afterEach(() => Promise.all(opened.splice(0).map((served) => served.close())))

async function open(hub = fakeHub(), closeWithinMs = 20): Promise<Served> {
  const served = await serve(hub.app, { port: 0, host: '127.0.0.1', closeWithinMs })
  opened.push(served)
  return served
}

function ask(url: string): Promise<Response> {
  return fetch(`${url}/api/v1/threads/${threadId}/messages`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: '{"text":"AAPL?"}',
  })
}

it('answers and streams over a real socket, event by event', async () => {
  const hub = fakeHub()
  const { url } = await open(hub)
  const response = await ask(url)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const first = await reader?.read()
  const turnId = [...hub.turns.keys()][0] ?? ''
  expect(first?.value).toContain(turnId)
  hub.say(turnId, { type: 'text', delta: 'AAPL' })
  expect((await reader?.read())?.value).toContain('"AAPL"')
  hub.say(turnId, { type: 'done', reply })
  expect((await reader?.read())?.value).toMatch(/^event: done/)
  expect((await reader?.read())?.done).toBe(true)
})

it('stops following when the client hangs up', async () => {
  const hub = fakeHub()
  const { url } = await open(hub)
  const response = await ask(url)
  const reader = response.body?.getReader()
  await reader?.read()
  const turnId = [...hub.turns.keys()][0] ?? ''
  expect(hub.listeners(turnId)).toBe(1)
  await reader?.cancel()
  await expect.poll(() => hub.listeners(turnId)).toBe(0)
})

it('refuses a body that is too large and stays well', async () => {
  const { url } = await open()
  const response = await fetch(`${url}/api/v1/threads/${threadId}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: 'x'.repeat(600_000),
  })
  expect(response.status).toBe(413)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
})

it('closes with a stream open, which it cuts after a moment', async () => {
  const hub = fakeHub()
  const served = await open(hub)
  const reader = (await ask(served.url)).body?.getReader()
  await reader?.read()
  await Promise.all([opened.pop()?.close(), expect(reader?.read()).rejects.toThrow('terminated')])
  await expect(fetch(served.url)).rejects.toThrow('fetch failed')
})

it('lets an open stream end while it closes', async () => {
  const hub = fakeHub()
  const served = await open(hub, 60_000)
  const response = await ask(served.url)
  const closed = opened.pop()?.close()
  hub.say([...hub.turns.keys()][0] ?? '', { type: 'done', reply })
  expect(await response.text()).toContain('event: done')
  await closed
})

it('says which port is in use and what to do', async () => {
  const { url } = await open()
  const port = Number(new URL(url).port)
  await expect(serve(fakeHub().app, { port, host: '127.0.0.1' })).rejects.toMatchObject({
    code: 'conflict',
    said: `port ${port} is in use; stop what runs there or set PORT`,
  })
})

it('says which address it cannot listen on', async () => {
  await expect(serve(fakeHub().app, { port: 0, host: '192.0.2.1' })).rejects.toMatchObject({
    said: 'this machine has no address 192.0.2.1; set HOST',
  })
})

it('says that a port needs privileges', () => {
  const error = Object.assign(new Error('listen EACCES'), { code: 'EACCES' })
  expect(refusedToListen(error, { port: 80, host: '0.0.0.0' })).toMatchObject({
    code: 'conflict',
    said: 'port 80 needs privileges; set PORT above 1023',
    cause: error,
  })
})

it('gives an address that can be opened in a browser', async () => {
  const served = await serve(fakeHub().app, { port: 0, host: '0.0.0.0' })
  opened.push(served)
  expect(served.url).toMatch(/^http:\/\/localhost:\d+$/)
})
