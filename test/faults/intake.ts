import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'

import { z } from 'zod'

import type { Logger } from '../../core/logger.ts'
import type { Receive } from '../../core/types.ts'

/** Where a replica hears of events. */
export interface Intake {
  readonly url: string
  /** Says no to everything from now on. */
  refuse(): void
  close(): void
}

const event = z.strictObject({ id: z.string(), threadId: z.string(), text: z.string() })

export async function openIntake(receive: Receive, logger: Logger): Promise<Intake> {
  let isOpen = true
  const server = createServer((request, response) => void take(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, refuse: () => void (isOpen = false), close }

  /** Says yes only once the message is durable. */
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const said = event.parse(await json(request))
      if (!isOpen) return void response.writeHead(503).end('{}')
      const turnId = await receive(messageFrom(said))
      response.writeHead(200).end(JSON.stringify({ turnId }))
    } catch (error) {
      logger.warn({ err: error }, 'an event was not taken in')
      response.writeHead(500).end('{}')
    }
  }

  function close(): void {
    server.close()
    server.closeAllConnections()
  }
}

function messageFrom({ id, threadId, text }: z.infer<typeof event>) {
  return {
    id,
    channel: 'faults',
    organisation: { id: 'faults:org', name: 'Org' },
    roomId: 'room',
    threadId: `faults:${threadId}` as const,
    author: { id: 'ann', name: 'Ann' },
    text,
    addressed: true,
    sentAt: new Date(),
  }
}
