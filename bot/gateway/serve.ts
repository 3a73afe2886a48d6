import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isIPv6 } from 'node:net'

import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'

import type { AppError } from '../../core/errors.ts'
import type { GatewayEnvironment } from './environment.ts'
import { refused } from './refusal.ts'

export interface Address {
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** How long open streams may go on once we close. */
  readonly closeWithinMs?: number
  /** Paths whose requests are taken as they come: platforms sign the raw bytes, and many come at once. */
  readonly raw?: ReadonlyMap<string, RawHandler>
}

export type RawHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Served {
  readonly url: string
  close(): Promise<void>
}

const serverOptions = {
  // Longer than the idle time of usual load balancers (60 s): else they reuse what we just closed.
  keepAliveTimeout: 75_000,
  headersTimeout: 20_000,
  // For the request alone: a reply may stream for as long as it takes.
  requestTimeout: 60_000,
}

/** Listens, or says in an AppError why it cannot. */
export async function serve(app: Hono<GatewayEnvironment>, address: Address): Promise<Served> {
  const answer = getRequestListener(app.fetch)
  const server = createServer(serverOptions, (incoming, outgoing) => {
    const raw = address.raw?.get(incoming.url?.split('?', 1)[0] ?? '')
    void (raw ?? answer)(incoming, outgoing)
  })
  const port = await listen(server, address)
  return {
    url: `http://${reachable(address.host)}:${port}`,
    close: () => close(server, address.closeWithinMs ?? 2_000),
  }
}

function listen(server: Server, address: Address): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(refusedToListen(error, address)))
    server.listen(address.port, address.host, () => {
      const bound = server.address()
      resolve(typeof bound === 'object' && bound ? bound.port : address.port)
    })
  })
}

/** Ends idle connections at once and busy ones when they are done, or when the time is over. */
function close(server: Server, withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    // Node ends only those that are idle right now, and keeps the others open once they are.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const late = setTimeout(() => server.closeAllConnections(), withinMs)
    server.close((error) => {
      clearInterval(sweep)
      clearTimeout(late)
      if (error) reject(error)
      else resolve()
    })
  })
}

export function refusedToListen(error: NodeJS.ErrnoException, { port, host }: Address): AppError {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is in use; stop what runs there or set PORT`,
    EACCES: `port ${port} needs privileges; set PORT above 1023`,
    EADDRNOTAVAIL: `this machine has no address ${host}; set HOST`,
    ENOTFOUND: `nobody knows an address called ${host}; set HOST`,
  }
  const sentence = sentences[error.code ?? ''] ?? `cannot listen on ${host}:${port}`
  return refused('conflict', sentence, error)
}

/** An address that a person on this machine can open. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return isIPv6(host) ? `[${host}]` : host
}
