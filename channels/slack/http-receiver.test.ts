import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'

import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'

import { AppError } from '../../core/errors.ts'
import { openLogger } from '../../core/logger.ts'
import { openSender, type Sender, type SignedRequest } from '../../test/fakes/slack/events.ts'
import { type Interaction, httpReceiver } from './http-receiver.ts'

const signingSecret = 'the secret of this test'
const contentType = 'application/json'

let heard: string[]
let pressed: Interaction[]
let hear: (eventId: string) => Promise<void>
let lines: string[]
/** Resolves with the first line of the log. */
let noted: PromiseWithResolvers<void>
let server: Server
let port: number
let sender: Sender

beforeEach(async () => {
  heard = []
  pressed = []
  lines = []
  noted = Promise.withResolvers()
  const write = (line: string) => {
    lines.push(line)
    noted.resolve()
  }
  hear = async (eventId) => void heard.push(eventId)
  const receive = httpReceiver({
    signingSecret,
    hear: ({ event_id: eventId }) => hear(eventId),
    interact: async (interaction) => void pressed.push(interaction),
    now: Date.now,
    logger: openLogger({ level: 'info', to: { write } }),
  })
  server = createServer((request, response) => void receive(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  port = z.object({ port: z.number() }).parse(server.address()).port
  sender = openSender({ signingSecret, now: Date.now, patienceMs: 3_000, pausesMs: [] })
  sender.url = `http://127.0.0.1:${port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

function envelope(eventId: string): string {
  const event = { type: 'app_mention', channel: 'C1', user: 'U1', text: 'hello', ts: '1.2' }
  return JSON.stringify({ type: 'event_callback', event_id: eventId, team_id: 'T1', event })
}

function send(body: string, more: Partial<SignedRequest> = {}) {
  return sender.send({ path: '/', contentType, body, ...more })
}

it('says yes to an event once it was heard', async () => {
  expect(await send(envelope('Ev1'))).toEqual({ status: 200, body: '' })
  expect(heard).toEqual(['Ev1'])
})

it('hears each of many events that come at once', async () => {
  const ids = Array.from({ length: 8 }, (_, at) => `Ev${at}`)
  const answers = await Promise.all(ids.map((id) => send(envelope(id))))
  expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200))
  expect(heard.toSorted()).toEqual(ids)
})

it.each([
  ['is signed with another secret', { secret: 'another' }],
  ['was signed more than five minutes ago', { signedAt: Date.now() - 302_000 }],
  ['is signed for a time to come', { signedAt: Date.now() + 320_000 }],
])('hears nothing of what %s', async (_what, more) => {
  expect(await send(envelope('Ev1'), more)).toMatchObject({ status: 401 })
  expect(heard).toEqual([])
})

it('hears nothing of what is not signed, or was signed as something else', async () => {
  const url = sender.url ?? ''
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const headers = { 'content-type': contentType, 'x-slack-request-timestamp': timestamp }
  const bare = { method: 'POST', headers, body: envelope('Ev1') }
  const forged = { ...headers, 'x-slack-signature': `v0=${'0'.repeat(64)}` }
  expect((await fetch(url, bare)).status).toBe(401)
  expect((await fetch(url, { ...bare, headers: forged })).status).toBe(401)
  expect((await fetch(url)).status).toBe(405)
  expect(heard).toEqual([])
})

it('refuses what is larger than any event', async () => {
  expect(await send(' '.repeat(1_000_001))).toEqual({ status: 413, body: 'too large' })
})

it('asks Slack to come again when an event was not heard, and says why in the log', async () => {
  hear = () => Promise.reject(new AppError('unavailable', 'the database is away'))
  expect(await send(envelope('Ev1'))).toMatchObject({ status: 503 })
  expect(lines.join('')).toContain('the database is away')
  hear = async () => {}
  expect(await send(envelope('Ev1'))).toMatchObject({ status: 200 })
})

it('answers the challenge with which Slack asks for the address', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' })
  expect(await send(body)).toEqual({ status: 200, body: 'abc' })
})

it('notes that Slack leaves out events', async () => {
  const body = JSON.stringify({ type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1 })
  expect(await send(body)).toMatchObject({ status: 200 })
  expect(lines.join('')).toContain('leaves out events')
})

it.each(['not JSON', '{}', 'null', '{"type":"event_callback"}'])(
  'refuses %s, signed as it is',
  async (body) => {
    expect(await send(body)).toMatchObject({ status: 400 })
  },
)

it('takes buttons and commands as forms', async () => {
  const form = { contentType: 'application/x-www-form-urlencoded' } as const
  const press = new URLSearchParams({ payload: '{"type":"block_actions"}' }).toString()
  expect(await send(press, form)).toMatchObject({ status: 200 })
  expect(await send('command=%2Fhub&text=hello', form)).toMatchObject({ status: 200 })
  expect(await send('ssl_check=1', form)).toMatchObject({ status: 200 })
  expect(pressed).toEqual([{ type: 'block_actions' }, { command: '/hub', text: 'hello' }])
})

it('lets go of a request that is broken off in its midst', async () => {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf')
  await once(server, 'request')
  socket.destroy()
  await noted.promise
  expect(lines.join('')).toContain('could not be taken')
})
