import { z } from 'zod'

import { type Command, type Settings, start } from './command.ts'

/** `npm start`, ready to serve, and a visitor who speaks to it over HTTP. */
export interface Service {
  readonly url: string
  readonly command: Command
  get(path: string): Promise<Response>
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  newThread(): Promise<string>
}

export async function startService(settings: Settings): Promise<Service> {
  const command = start('start', [], { PORT: '0', ...settings })
  const [, url = ''] = await command.shows(/AI Hub is listening on (http:\S+)/)
  return { url, command, get: (path) => fetch(url + path), post, newThread }

  function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    return fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  }

  async function newThread(): Promise<string> {
    const created = await post('/api/v1/threads', {})
    return z.object({ threadId: z.string() }).parse(await created.json()).threadId
  }
}

/** Says something in a thread, and gets the reply as it is written. */
export function ask(service: Service, threadId: string, text: string): Promise<Response> {
  const headers = { accept: 'text/event-stream' }
  return service.post(`/api/v1/threads/${threadId}/messages`, { text }, headers)
}

const reply = z.object({ text: z.string() })
const turn = z.object({ id: z.uuid(), state: z.string(), reply: reply.nullable() })

export async function turnsOf(service: Service, threadId: string) {
  const response = await service.get(`/api/v1/threads/${threadId}`)
  return z.object({ turns: z.array(turn) }).parse(await response.json()).turns
}

export interface Told {
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What comes over the wire, event by event, until the server ends it. */
export async function* eventsOf(response: Response): AsyncGenerator<Told> {
  let rest = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    yield* blocks.flatMap(told)
  }
}

function told(block: string): Told[] {
  const [, event] = /^event: (.*)$/m.exec(block) ?? []
  const [, data = '{}'] = /^data: (.*)$/m.exec(block) ?? []
  if (event === undefined) return []
  return [{ event, data: z.record(z.string(), z.unknown()).parse(JSON.parse(data)) }]
}
