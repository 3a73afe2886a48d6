import type { Context } from 'hono'

/** Sends one event. Ids count them, so that a client that comes back says that it has been here. */
export type Send = (event: string, data: unknown) => void

/**
 * Answers with server-sent events: `write` sends them, and the response ends when it resolves. Its signal
 * fires when the client has gone. Comments in between keep proxies from closing a quiet connection.
 */
export function eventStream(
  c: Context,
  heartbeatEveryMs: number,
  write: (send: Send, signal: AbortSignal) => Promise<void>,
): Response {
  const gone = new AbortController()
  const body = new ReadableStream<Uint8Array>({ start, cancel: () => gone.abort() })
  return c.body(body, 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })

  async function start(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const heartbeat = setInterval(put, heartbeatEveryMs, ':\n\n')
    let id = 0
    try {
      await write((event, data) => put(lines(event, ++id, data)), gone.signal)
    } finally {
      clearInterval(heartbeat)
    }
    if (!gone.signal.aborted) controller.close()

    function put(text: string): void {
      if (!gone.signal.aborted) controller.enqueue(encoder.encode(text))
    }
  }
}

const encoder = new TextEncoder()

function lines(event: string, id: number, data: unknown): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`
}

/** True when the client asked for server-sent events. */
export function wantsEvents(c: Context): boolean {
  return c.req.header('accept')?.includes('text/event-stream') ?? false
}
