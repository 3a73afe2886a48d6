import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** One request of the Web API: the method's name, who calls, and what was sent. */
export interface ApiRequest {
  readonly method: string
  readonly token: string | null
  readonly arguments: Readonly<Record<string, unknown>>
}

export type ApiAnswer =
  | { readonly status: 200; readonly body: object; readonly scopes?: ReadonlySet<string> }
  | { readonly status: 429; readonly retryAfterSeconds: number }
  | { readonly status: 500 | 503 }
  /** Never answers. */
  | 'hang'
  /** Cuts the connection. */
  | 'reset'

export interface ApiServer {
  readonly url: string
  close(): Promise<void>
}

export type Downloaded = Buffer | 'away' | Exclude<ApiAnswer, { readonly status: 200 }>

export interface Handlers {
  api(request: ApiRequest): ApiAnswer
  upload(id: string, bytes: Buffer): boolean
  /** A file of a person; `away` to the page where one signs in. */
  download(path: string, token: string | null): Downloaded
}

/** The Web API over HTTP, at `/api/`; uploads at `/upload/`. */
export async function openApiServer(handlers: Handlers): Promise<ApiServer> {
  const server = createServer((request, response) => void take(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, close }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://fake')
    // Whoever called has gone away in the middle of it, as a process that dies does: nobody waits for an answer.
    const bytes = await buffer(request).catch(() => null)
    if (bytes === null) return
    if (pathname.startsWith('/upload/')) {
      const isTaken = handlers.upload(pathname.slice('/upload/'.length), fileOf(request, bytes))
      return void response.writeHead(isTaken ? 200 : 400).end(isTaken ? 'OK' : 'no such upload')
    }
    const bearer = request.headers.authorization?.replace(/^Bearer /, '')
    if (pathname.startsWith('/files-pri/')) {
      return sendFile(handlers.download(pathname, bearer ?? null), request, response)
    }
    const given = argumentsOf(request, bytes)
    const { token, ...rest } = given
    const answer = handlers.api({
      method: pathname.replace(/^\/api\//, ''),
      token: bearer ?? (typeof token === 'string' ? token : null),
      arguments: rest,
    })
    send(answer, request, response)
  }

  async function close(): Promise<void> {
    server.on('connection', (socket) => socket.destroy())
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}

function sendFile(found: Downloaded, request: IncomingMessage, response: ServerResponse): void {
  if (found === 'away') {
    response.writeHead(302, { location: 'https://slack.example/signin' }).end()
  } else if (Buffer.isBuffer(found)) {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(found)
  } else send(found, request, response)
}

function send(answer: ApiAnswer, request: IncomingMessage, response: ServerResponse): void {
  if (answer === 'hang') return
  if (answer === 'reset') return void request.socket.resetAndDestroy()
  if (answer.status === 429) {
    response.setHeader('retry-after', String(answer.retryAfterSeconds))
  }
  if (answer.status === 200 && answer.scopes) {
    response.setHeader('x-oauth-scopes', [...answer.scopes].join(','))
  }
  const body = answer.status === 200 ? answer.body : { ok: false }
  response.writeHead(answer.status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function argumentsOf({ headers }: IncomingMessage, bytes: Buffer): Record<string, unknown> {
  const text = bytes.toString()
  if (headers['content-type']?.includes('json')) {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value ? { ...value } : {}
  }
  return Object.fromEntries(new URLSearchParams(text))
}

/** A form with one file, or the bare bytes. */
function fileOf({ headers }: IncomingMessage, bytes: Buffer): Buffer {
  const boundary = /boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1]
  if (boundary === undefined) return bytes
  const start = bytes.indexOf('\r\n\r\n') + 4
  return bytes.subarray(start, bytes.indexOf(`\r\n--${boundary}`, start))
}
