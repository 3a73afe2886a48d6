import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'

import { z } from 'zod'

import { type Board, type Doer, openBoard } from './board.ts'

/** A chat platform as strict, and as unreliable, as a fault wants it. */
export interface Platform {
  readonly url: string
  readonly board: Board
  /** Asked at every call; what it answers goes wrong with that call. */
  trouble: (call: Call) => Trouble | null
  /** True: a second post under one key is the first one. Else it shows both. */
  isIdempotent: boolean
  /** Asked at every call that shows something, once it has come: the process that has the turn at that moment. */
  holder: ((turnId: string) => Promise<string | null>) | null
  /** Where nobody can be asked at every call: the process whose calls come too late, and the turn that it has lost. */
  sleeper: Pick<Call, 'by' | 'turnId'> | null
  close(): Promise<void>
}

export interface Call {
  readonly verb: 'post' | 'edit' | 'remove' | 'find'
  readonly turnId: string
  readonly by: string
}

export type Trouble =
  /** Says no: 429 with the time to wait, 500. */
  | { readonly status: number; readonly retryAfterSeconds?: number }
  /** Does nothing and never answers. */
  | 'hang'
  /** Does nothing and cuts the connection. */
  | 'reset'
  /** Does it, and cuts the connection instead of saying so. */
  | 'lost'
  /** Does it, and never says so. */
  | 'silent'

export async function openPlatform(): Promise<Platform> {
  const board = openBoard()
  const server = createServer((request, response) => void take(request, response))
  // Idle connections stay: see `connect` of the channel.
  server.keepAliveTimeout = 0
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const platform: Platform = {
    url: `http://127.0.0.1:${port}`,
    board,
    trouble: () => null,
    isIdempotent: false,
    holder: null,
    sleeper: null,
    close,
  }
  return platform

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // What cannot be read is no call, and whoever sent it is told so: the process under test may have died at it.
    const parsed = callSchema.safeParse(await json(request).catch(() => null))
    if (!parsed.success) return answer(response, 400, { problem: z.prettifyError(parsed.error) })
    const call = parsed.data
    const isLate = await isWithoutRight(platform, call)
    const trouble = platform.trouble(call)
    if (trouble === null) return perform(platform, { ...call, isLate }, response)
    if (typeof trouble === 'object') return refuse(response, trouble)
    if (trouble === 'lost' || trouble === 'silent') perform(platform, { ...call, isLate }, null)
    if (trouble === 'lost' || trouble === 'reset') request.socket.resetAndDestroy()
  }

  async function close(): Promise<void> {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}

const base = { turnId: z.string(), by: z.string() }
const text = z.string().min(1)
const callSchema = z.discriminatedUnion('verb', [
  z.strictObject({
    ...base,
    verb: z.literal('post'),
    threadId: z.string(),
    key: z.string(),
    text,
  }),
  z.strictObject({ ...base, verb: z.literal('edit'), postId: z.string(), text }),
  z.strictObject({ ...base, verb: z.literal('remove'), postId: z.string() }),
  z.strictObject({ ...base, verb: z.literal('find'), key: z.string() }),
])
type FullCall = z.infer<typeof callSchema> & Doer

/** Whoever called waits for our answer meanwhile: the turn cannot become its own in between. */
async function isWithoutRight({ holder }: Platform, { verb, turnId, by }: Call): Promise<boolean> {
  return holder !== null && verb !== 'find' && (await holder(turnId)) !== by
}

function perform(platform: Platform, call: FullCall, response: ServerResponse | null): void {
  const { board, isIdempotent } = platform
  const { status, body } = done(board, call, isIdempotent)
  if (response) answer(response, status, body)
}

function done(board: Board, call: FullCall, isIdempotent: boolean) {
  switch (call.verb) {
    case 'post': {
      const { threadId, turnId, key, text: words } = call
      const known = isIdempotent ? board.find(key) : undefined
      const post = { threadId, turnId, key, text: words }
      return { status: 200, body: { postId: known ?? board.post(post, call) } }
    }
    case 'edit': {
      const isThere = board.edit(call.postId, call.text, call)
      return { status: isThere ? 200 : 404, body: {} }
    }
    case 'remove':
      board.remove(call.postId, call)
      return { status: 200, body: {} }
    case 'find':
      break
  }
  return { status: 200, body: { postId: board.find(call.key) ?? null } }
}

function refuse(response: ServerResponse, trouble: Extract<Trouble, object>): void {
  const { status, retryAfterSeconds } = trouble
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds))
  answer(response, status, { problem: 'as the harness wants it' })
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
