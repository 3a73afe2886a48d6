import { createHmac } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'

/** How an event reached the app, try by try. */
export interface Delivery {
  readonly status: number | 'timeout' | 'refused'
  readonly body: string
}

export interface Sender {
  /** The address of the app; none while it is not up. */
  url: string | null
  /** One request, signed; `retry` fills the headers of a redelivery. */
  send(request: SignedRequest): Promise<Delivery>
  /** Again and again, as Slack does, until the app says yes. Resolves with the last try. */
  insist(request: SignedRequest): Promise<Delivery>
}

export interface SignedRequest {
  readonly path: string
  readonly body: string
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded'
  /** What to sign with, and when it was signed; the app's own secret, now. */
  readonly secret?: string
  readonly signedAt?: number
  readonly retry?: { readonly count: number; readonly reason: string }
}

export interface SenderOptions {
  readonly signingSecret: string
  readonly now: () => number
  /** Slack waits three seconds; then tries at once, after a minute and after five. */
  readonly patienceMs: number
  readonly pausesMs: readonly number[]
}

export function openSender({ signingSecret, now, patienceMs, pausesMs }: SenderOptions): Sender {
  const sender: Sender = { url: null, send, insist }
  return sender

  async function send(request: SignedRequest): Promise<Delivery> {
    if (sender.url === null) return { status: 'refused', body: '' }
    const { path, body, contentType, secret = signingSecret, retry } = request
    const timestamp = String(Math.floor((request.signedAt ?? now()) / 1_000))
    const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
    const headers = {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
      ...(retry
        ? { 'x-slack-retry-num': String(retry.count), 'x-slack-retry-reason': retry.reason }
        : {}),
    }
    const signal = AbortSignal.timeout(patienceMs)
    try {
      const response = await fetch(sender.url + path, { method: 'POST', headers, body, signal })
      return { status: response.status, body: await response.text() }
    } catch {
      return { status: signal.aborted ? 'timeout' : 'refused', body: '' }
    }
  }

  async function insist(request: SignedRequest): Promise<Delivery> {
    let last = await send(request)
    for (const [at, pauseMs] of pausesMs.entries()) {
      if (last.status === 200) break
      await setTimeout(pauseMs)
      const reason = last.status === 'timeout' ? 'http_timeout' : 'http_error'
      last = await send({ ...request, retry: { count: at + 1, reason } })
    }
    return last
  }
}
