import type { IncomingMessage as Request, ServerResponse as Response } from 'node:http'

import { z } from 'zod'

import type { Logger } from '../../core/logger.ts'
import { envelope, type Envelope } from './envelope.ts'
import { signatureWith } from './signature.ts'
import { openWaves } from './waves.ts'

/** What came in over HTTP and is no event: a command, a button, a form. Answers what to reply with. */
export type Interaction = Readonly<Record<string, unknown>>

export interface HttpReceiverDeps {
  readonly signingSecret: string
  /** Resolves once the event is durable. */
  hear(envelope: Envelope): Promise<void>
  /** Resolves with the body of the acknowledgement. */
  interact(interaction: Interaction): Promise<unknown>
  readonly now: () => number
  readonly logger: Logger
}

/** Takes one request of Slack's. Never rejects. */
export type HttpReceiver = (request: Request, response: Response) => Promise<void>

/** Slack's own events stay far below it. */
const mostBytes = 1_000_000
/**
 * How long events wait for others, unless one comes alone: a statement and two turns of the event loop then serve all
 * of them (`npm run bench -- slack`). Slack waits for 3 s.
 */
const gatherMs = 50

/**
 * Answers 200 only for what is durable: anything else makes Slack try again, which is what we want when the
 * database is away. Reads the raw bytes, as the signature is over those.
 */
export function httpReceiver(deps: HttpReceiverDeps): HttpReceiver {
  const wave = openWaves(gatherMs)
  const isSigned = signatureWith(deps.signingSecret)

  async function answerTo(request: Request): Promise<Answer> {
    if (request.method !== 'POST') return { status: 405, body: 'POST only' }
    const body = await bytesOf(request)
    if (body === null) return { status: 413, body: 'too large' }
    await wave()
    const { headers } = request
    if (!isSigned(body, headers, deps.now())) {
      return { status: 401, body: 'not signed by Slack, or too long ago' }
    }
    const isJson = headers['content-type']?.startsWith('application/json') ?? false
    return isJson ? takeEvent(deps, parsed(body.toString())) : takeForm(deps, body.toString())
  }

  return async (request, response) => {
    try {
      say(response, await answerTo(request))
    } catch (error) {
      deps.logger.error({ err: error }, 'a request from Slack could not be taken')
      if (!response.headersSent) response.writeHead(503)
      response.end()
    }
  }
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

const done: Answer = { status: 200, body: '' }

function say(response: Response, { status, body }: Answer): void {
  if (body === '') return void response.writeHead(status).end()
  const type = typeof body === 'string' ? 'text/plain' : 'application/json'
  response.writeHead(status, { 'content-type': type })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

const challenge = z.object({ type: z.literal('url_verification'), challenge: z.string() })
const limited = z.object({ type: z.literal('app_rate_limited'), team_id: z.string().optional() })

async function takeEvent(deps: HttpReceiverDeps, body: unknown): Promise<Answer> {
  const event = envelope.safeParse(body)
  if (event.success) {
    await deps.hear(event.data)
    return done
  }
  const asked = challenge.safeParse(body)
  if (asked.success) return { status: 200, body: asked.data.challenge }
  if (!limited.safeParse(body).success) return { status: 400, body: 'no event of Slack' }
  deps.logger.warn({ body }, 'Slack leaves out events of a workspace for a minute')
  return done
}

/** Commands are forms; buttons and dialogs are JSON in one. */
async function takeForm(deps: HttpReceiverDeps, body: string): Promise<Answer> {
  const { payload, ...form } = Object.fromEntries(new URLSearchParams(body))
  if (form['ssl_check'] === '1') return done
  const interaction = payload === undefined ? form : parsed(payload)
  const given = z.record(z.string(), z.unknown()).safeParse(interaction)
  if (!given.success) return { status: 400, body: 'no interaction of Slack' }
  return { status: 200, body: (await deps.interact(given.data)) ?? '' }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return null
  }
}

/** Null when it is too large. Listens for itself: to iterate over the request costs as much as the rest of it. */
function bytesOf(request: Request): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= mostBytes) chunks.push(chunk)
      else resolve(null)
    })
    request.once('end', () => resolve(joined(chunks)))
    // An error comes, too, when the connection ends in the midst of a request.
    request.once('error', reject)
  })
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks
  return first && chunks.length === 1 ? first : Buffer.concat(chunks)
}
