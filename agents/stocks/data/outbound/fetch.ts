import { isIP } from 'node:net'

import type { Agent } from 'undici'

import { AppError } from '../../../../core/errors.ts'
import { isLoopback, isPublic } from './addresses.ts'
import { checkedLookup, ledInside, type Permit } from './lookup.ts'

/** Where a source may be asked. */
export interface Place {
  /** `data.sec.gov`, or `*.yahoo.com` for that name and all below it. */
  readonly hosts: readonly string[]
  /** All requests go to this address instead. */
  readonly baseUrl?: string | undefined
  /** Only tests set it: what they ask is on this machine. */
  readonly allowsLoopback?: boolean | undefined
}

export interface OutboundOptions extends Place {
  /** How large an answer may be, unpacked. */
  readonly mostBytes: number
  /** How often an answer may send us on, to a place that is allowed as well. */
  readonly redirects?: number
}

/** What a request may have besides its address. Redirects are never left to the library. */
export type OutboundInit = Pick<RequestInit, 'method' | 'headers' | 'body' | 'signal'>

export type Outbound = (url: string | URL, init?: OutboundInit) => Promise<Response>

/**
 * The only way out of a source of data: over HTTPS on its usual port to the hosts that are listed, or to the base
 * address where there is one, and to public addresses only. An answer that grows too large ends in an error.
 * The caller's signal bounds the time.
 */
export function openOutbound(options: OutboundOptions): Outbound {
  const { redirects = 0, mostBytes } = options
  return async (url, init = {}) => {
    let target = new URL(url)
    for (let left = redirects; ; left -= 1) {
      // oxlint-disable-next-line no-await-in-loop -- the next address is in the answer
      const response = await exchange(routed(target, options), init, options)
      const onward = left > 0 ? onwardOf(response, target) : null
      if (onward === null) return bounded(response, mostBytes)
      // oxlint-disable-next-line no-await-in-loop -- its connection is free again before the next is made
      await response.body?.cancel()
      target = onward
    }
  }
}

/** Where the request really goes; throws where it must not. */
function routed(url: URL, { hosts, baseUrl }: Place): URL {
  if (baseUrl !== undefined && url.origin === new URL(baseUrl).origin) return url
  const isPlain = url.protocol === 'https:' && url.port === '' && url.username + url.password === ''
  if (!isPlain || !hosts.some((host) => isWithin(url.hostname, host)))
    throw new AppError('unavailable', `led away to ${url.protocol}//${url.host}`)
  if (baseUrl === undefined) return url
  const base = new URL(baseUrl)
  return new URL(base.pathname.replace(/\/$/, '') + url.pathname + url.search, base)
}

function isWithin(hostname: string, host: string): boolean {
  if (!host.startsWith('*.')) return hostname === host
  return hostname === host.slice(2) || hostname.endsWith(host.slice(1))
}

async function exchange(url: URL, init: OutboundInit, place: Place): Promise<Response> {
  const permit: Permit = (address) =>
    isPublic(address) || (place.allowsLoopback === true && isLoopback(address))
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0 && !permit(literal)) throw ledInside(url.hostname)
  const { fetch } = await import('undici')
  const dispatcher = await agentFor(place.allowsLoopback === true, permit)
  const { method = 'GET', headers, body, signal } = init
  const response = await fetch(url, {
    method,
    headers: [...new Headers(headers)],
    ...(typeof body === 'string' ? { body } : {}),
    signal: signal ?? null,
    redirect: 'manual',
    dispatcher,
  })
  const { status, statusText } = response
  const shown = { status, statusText, headers: [...response.headers] }
  return new Response(bodiless.has(status) ? null : response.body, shown)
}

const bodiless: ReadonlySet<number> = new Set([204, 205, 304])

const agents = new Map<boolean, Promise<Agent>>()

/** Connections are kept for those who come next, and keep no process alive. */
function agentFor(allowsLoopback: boolean, permit: Permit): Promise<Agent> {
  const known = agents.get(allowsLoopback)
  if (known !== undefined) return known
  const opened = openAgent(permit)
  agents.set(allowsLoopback, opened)
  return opened
}

async function openAgent(permit: Permit): Promise<Agent> {
  const { Agent } = await import('undici')
  return new Agent({ connect: { lookup: checkedLookup(permit), timeout: 5_000 } })
}

/** Where a redirect leads; null where the answer is none. */
function onwardOf({ status, headers }: Response, from: URL): URL | null {
  const location = headers.get('location')
  return status >= 300 && status < 400 && location !== null ? URL.parse(location, from.href) : null
}

/** The same answer, of which no more can be read than was agreed, however it is packed. */
function bounded(response: Response, mostBytes: number): Response {
  if (response.body === null) return response
  let left = mostBytes
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      left -= chunk.byteLength
      if (left < 0) controller.error(new AppError('unavailable', 'answered with too much'))
      else controller.enqueue(chunk)
    },
  })
  const { status, statusText, headers } = response
  return new Response(response.body.pipeThrough(count), { status, statusText, headers })
}
