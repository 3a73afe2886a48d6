import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'

import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'

/** Socket Mode: envelopes that the app has to acknowledge, each in time. */
export interface SocketMode {
  readonly url: string
  readonly connections: () => number
  /** Sends an envelope, again while nobody acknowledges it; true once somebody did. */
  insist(type: EnvelopeType, payload: object): Promise<boolean>
  /** Closes a connection as Slack does when it moves an app to another machine. */
  refresh(): void
  close(): Promise<void>
}

export type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive'

export interface SocketOptions {
  readonly patienceMs: number
  readonly pausesMs: readonly number[]
}

const acknowledgement = z.object({ envelope_id: z.string() })

export async function openSocketMode(options: SocketOptions): Promise<SocketMode> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const desk: Desk = { server, waiting: new Map(), ...options }
  server.on('connection', (client) => greet(client, desk))
  return {
    url: `ws://127.0.0.1:${port}/`,
    connections: () => server.clients.size,
    insist: (type, payload) => insist(desk, type, payload),
    refresh: () => tell(server, { type: 'disconnect', reason: 'refresh_requested' }),
    async close() {
      for (const client of server.clients) client.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Desk extends SocketOptions {
  readonly server: WebSocketServer
  /** By the envelope that nobody has acknowledged yet. */
  readonly waiting: Map<string, () => void>
}

function greet(client: WebSocket, { server, waiting }: Desk): void {
  client.on('message', (data) => {
    const parsed = acknowledgement.safeParse(JSON.parse(textOf(data)))
    if (parsed.success) waiting.get(parsed.data.envelope_id)?.()
  })
  client.send(JSON.stringify({ type: 'hello', num_connections: server.clients.size }))
}

function tell({ clients }: WebSocketServer, message: object): void {
  for (const client of clients) client.send(JSON.stringify(message))
}

async function insist(desk: Desk, type: EnvelopeType, payload: object): Promise<boolean> {
  for (const [attempt, pauseMs] of [0, ...desk.pausesMs].entries()) {
    await setTimeout(pauseMs)
    const retry = attempt > 0 ? { retry_attempt: attempt, retry_reason: 'timeout' } : {}
    if (await isAcknowledged(desk, { type, payload, ...retry })) return true
  }
  return false
}

async function isAcknowledged(
  desk: Desk,
  envelope: { readonly type: EnvelopeType; readonly payload: object },
) {
  const [client] = desk.server.clients
  if (!client) return false
  const envelopeId = randomUUID()
  const acknowledged = Promise.withResolvers<true>()
  desk.waiting.set(envelopeId, () => acknowledged.resolve(true))
  const accepts = envelope.type !== 'events_api'
  client.send(
    JSON.stringify({ ...envelope, envelope_id: envelopeId, accepts_response_payload: accepts }),
  )
  try {
    return await Promise.race([acknowledged.promise, setTimeout(desk.patienceMs, false)])
  } finally {
    desk.waiting.delete(envelopeId)
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString()
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString()
}
