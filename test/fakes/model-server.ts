import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { json } from 'node:stream/consumers'

/** What the server does with one call; without a fault it says its piece and ends well. */
export interface Scene {
  readonly says?: readonly string[]
  /** What it asks to have done, after what it says. */
  readonly calls?: readonly ToolUse[]
  /** Null: the server does not tell. */
  readonly usage?: Tokens | null
  /** Says so in the words for that, where the dialect has such. */
  readonly declines?: string
  readonly end?: 'complete' | 'length' | 'refused'
  /** Says its piece, and goes on only then. */
  readonly until?: Promise<void>
  readonly fault?: Fault
  /** Every byte travels alone. */
  readonly shredded?: boolean
}

export interface ToolUse {
  readonly id: string
  readonly name: string
  /** JSON text in the pieces in which it travels. */
  readonly parts: readonly string[]
}

interface Tokens {
  /** All of the input, `cached` and `written` included. */
  readonly input: number
  /** Read from the provider's cache, and written to it. */
  readonly cached?: number
  readonly written?: number
  readonly output: number
}

export type Fault =
  /** Never answers. */
  | 'silent'
  /** Says its piece, then nothing more. */
  | 'stalls'
  /** Says its piece and its end, then keeps the line open. */
  | 'lingers'
  /** The connection dies after its piece. */
  | 'reset'
  /** The body ends in order, the stream does not. */
  | 'cut'
  /** What comes after its piece is no JSON. */
  | 'garbage'
  /** The body ends in order, in the middle of a line. */
  | 'half'
  /** Goes on and on, a word at a time, and never comes to an end. */
  | 'drips'
  /** Ten megabytes of text, in many pieces. */
  | 'floods'
  /** Ten megabytes of text, in one piece. */
  | 'bursts'
  /** A line that goes on for as long as somebody listens. */
  | 'endless'
  /** Refuses, and never ends the sentence. */
  | 'mumbles'
  | { readonly kind: 'event'; readonly reason: string; readonly message: string }
  /** Says in the end that it failed; only over OpenAI's responses. */
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string }
  | Refusal

export interface Refusal {
  readonly kind: 'status'
  readonly status: number
  readonly message: string
  /** The provider's own word for it. */
  readonly reason?: string
  readonly retryAfter?: string
}

export interface Call {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
  /** True when the client hung up before the end. */
  readonly hungUp: Promise<boolean>
}

/** One provider's words on the wire, as server-sent events. */
export interface Dialect {
  /** What a real server would refuse; undefined when all is in order. */
  complaint(call: Call): Refusal | undefined
  refusal(refusal: Refusal): unknown
  opening(scene: Scene): readonly string[]
  text(delta: string): string
  calls(calls: readonly ToolUse[]): readonly string[]
  closing(scene: Scene): readonly string[]
  error(reason: string, message: string): string
}

export interface ModelServer {
  readonly url: string
  readonly calls: readonly Call[]
  /** The next call gets this scene; scenes queue up. */
  play(scene: Scene): void
  close(): Promise<void>
}

/** Answers at once and as a whole. */
export interface PlainDialect extends Pick<Dialect, 'complaint' | 'refusal'> {
  reply(call: Call): unknown
}

/** Which words an address speaks. */
export type DialectOf = (path: string) => Dialect | PlainDialect

/** A provider on 127.0.0.1 that refuses what the real one refuses and fails as it is told. */
export async function startModelServer(dialectOf: DialectOf): Promise<ModelServer> {
  const calls: Call[] = []
  const scenes: Scene[] = []
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const hungUp = closing(response)
    const { method = '', url: path = '', headers } = request
    const call = { method, path, headers, body: await json(request), hungUp }
    calls.push(call)
    const dialect = dialectOf(path)
    const complaint = dialect.complaint(call)
    if (complaint) refuse(dialect, complaint, response)
    else if ('reply' in dialect) reply(dialect, call, scenes.shift(), response)
    else await perform(dialect, scenes.shift() ?? nothingToPlay, response)
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    play: (scene) => void scenes.push(scene),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

const nothingToPlay: Scene = {
  fault: { kind: 'status', status: 500, message: 'the test has planned no further call' },
}

function closing(response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    response.on('close', () => resolve(!response.writableFinished))
  })
}

function refuse(
  dialect: Pick<Dialect, 'refusal'>,
  refusal: Refusal,
  response: ServerResponse,
): void {
  const { status, retryAfter } = refusal
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
  })
  response.end(JSON.stringify(dialect.refusal(refusal)))
}

function reply(
  dialect: PlainDialect,
  call: Call,
  { fault }: Scene = {},
  response: ServerResponse,
): void {
  if (fault === 'silent') return
  if (typeof fault === 'object' && fault.kind === 'status') return refuse(dialect, fault, response)
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(dialect.reply(call)))
}

async function perform(dialect: Dialect, scene: Scene, response: ServerResponse): Promise<void> {
  const { says = [], calls = [], until, fault } = scene
  if (fault === 'silent') return
  if (fault === 'mumbles') {
    response.writeHead(500, { 'content-type': 'application/json' }).write('{"error":')
    return
  }
  if (typeof fault === 'object' && fault.kind === 'status') return refuse(dialect, fault, response)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const said = says.map((delta) => dialect.text(delta))
  write(response, [...dialect.opening(scene), ...said, ...dialect.calls(calls)], scene)
  await until
  if (fault === 'drips') drip(dialect, response)
  else if (fault === 'floods') await flood(dialect.text('so much '.repeat(8_192)), 160, response)
  else if (fault === 'endless')
    await flood('so much '.repeat(8_192), Number.POSITIVE_INFINITY, response)
  else finish(dialect, scene, response)
}

/** For as long as somebody listens. */
function drip(dialect: Dialect, response: ServerResponse): void {
  const timer = setInterval(() => response.write(dialect.text('and ')), 5)
  response.on('close', () => clearInterval(timer))
}

/** So many times 64 kB, each when there is room for it, and none once nobody listens. */
async function flood(piece: string, times: number, response: ServerResponse): Promise<void> {
  const closed = once(response, 'close')
  for (let sent = 0; sent < times && !response.destroyed; sent += 1) {
    if (response.write(piece)) continue
    await Promise.race([once(response, 'drain'), closed])
  }
  response.end()
}

function finish(dialect: Dialect, scene: Scene, response: ServerResponse): void {
  const { fault } = scene
  if (fault === 'stalls') return
  if (fault === 'cut') return void response.end()
  // Behind what is still to be sent.
  if (fault === 'reset') return void response.write('\n', () => response.destroy())
  if (fault === 'garbage') return void response.end('event: message_stop\ndata: {"half\n\n')
  if (fault === 'half') return void response.end(dialect.text('half').slice(0, 12))
  if (fault === 'bursts') return void response.end(dialect.text('so much '.repeat(1_310_720)))
  if (typeof fault === 'object' && fault.kind === 'event') {
    return void response.end(dialect.error(fault.reason, fault.message))
  }
  write(response, dialect.closing(scene), scene)
  if (fault !== 'lingers') response.end()
}

function write(response: ServerResponse, frames: readonly string[], { shredded }: Scene): void {
  const bytes = Buffer.from(frames.join(''))
  if (!shredded) response.write(bytes)
  else for (const byte of bytes) response.write(Buffer.of(byte))
}
