import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'

import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'

import { openLogger } from '../../core/logger.ts'
import { type ApiServer, openApiServer } from '../../test/fakes/slack/api-server.ts'
import { fakeClock } from '../fake.ts'
import { socketReceiver } from './socket-receiver.ts'

const logger = openLogger({
  level: 'silent',
  to: new Writable({ write: (_chunk, _encoding, done) => done() }),
})

let socket: WebSocketServer
let api: ApiServer

beforeEach(async () => {
  socket = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(socket, 'listening')
  const { port } = socket.address() as AddressInfo
  const body = { ok: true, url: `ws://127.0.0.1:${port}/` }
  api = await openApiServer({
    api: () => ({ status: 200, body }),
    upload: () => false,
    download: () => ({ status: 500 }),
  })
})
afterEach(async () => {
  for (const client of socket.clients) client.terminate()
  socket.close()
  await api.close()
})

function receiver() {
  const clock = fakeClock()
  const { url } = api
  const wired = { appToken: 'xapp-1', apiUrl: `${url}/api/`, logger, clock }
  const deaf = { hear: async () => {}, interact: async () => undefined }
  return { clock, ...socketReceiver({ ...wired, ...deaf }) }
}

it('waits for a hello as long as its clock says, however slow the machine is', async () => {
  const { clock, start, stop } = receiver()
  const starting = start()
  const [client] = await once(socket, 'connection')
  await clock.advance(9_999)
  client.send(JSON.stringify({ type: 'hello' }))
  await starting
  await clock.advance(60_000)
  expect(socket.clients.size).toBe(1)
  await stop()
})

it('gives up on a Slack that takes the socket and says nothing, and hangs up', async () => {
  const { clock, start } = receiver()
  const failed = start().catch((error: unknown) => error)
  const [client] = await once(socket, 'connection')
  const left = once(client, 'close')
  await clock.advance(10_000)
  expect(await failed).toMatchObject({
    code: 'unavailable',
    message: 'Socket Mode: Slack did not say hello in time',
  })
  await left
})
