import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { databaseKinds } from '../../storage/test-database.ts'
import type { ModelServer } from '../fakes/model-server.ts'
import { startOpenai } from '../fakes/openai.ts'
import { type Settings, start } from './command.ts'
import { freshHome } from './home.ts'
import { ask, eventsOf, type Service, startService, type Told, turnsOf } from './service.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const key = 'sk-journey'

describe.each(databaseKinds())('npm start, on a database that is %s,', (kind) => {
  const home = freshHome(kind)
  let model: ModelServer
  let service: Service
  beforeAll(async () => {
    model = await startOpenai({ key, limit: 'max_completion_tokens' })
    service = await startService(withModel(home(), model))
  })
  afterAll(async () => {
    service.command.signal('SIGTERM')
    await service.command.ended
    await model.close()
  })

  it('is ready once it has said where it listens', async () => {
    const ready = await service.get('/readyz')
    expect(ready.status).toBe(200)
    expect(await ready.json()).toEqual({
      status: 'ready',
      checks: [{ name: 'database', state: 'ok', detail: kind }],
    })
    expect((await service.get('/')).headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  it('streams a sentence while the model still thinks about the next', async () => {
    const pause = Promise.withResolvers<void>()
    model.play({ says: ['The trend points down. ', 'But'], until: pause.promise })
    const response = await ask(service, await service.newThread(), 'How does AAPL look?')
    const told: Told[] = []
    for await (const event of eventsOf(response)) {
      told.push(event)
      if (textOf(told).includes('The trend points down.')) pause.resolve()
    }
    expect(told[0]?.event).toBe('turn')
    expect(told.filter(({ data }) => data['state'] === 'done')).toHaveLength(3)
    const text = '**Demo data: synthetic, not real prices.**\n\nThe trend points down. But'
    expect(told.at(-1)).toMatchObject({ event: 'done', data: { reply: { text } } })
  })

  it.each([
    ['nothing but white space', { text: '  ' }, 'text: say something.'],
    ['more than 100 kB', { text: 'x'.repeat(100_001) }, 'text: at most 100,000 characters.'],
    ['another field', { question: 'AAPL?' }, 'text: Invalid input'],
    ['half an object', '{"text":', 'The body is not valid JSON.'],
  ])('refuses %s in one sentence', async (_, body, sentence) => {
    const response = await service.post(
      `/api/v1/threads/${await service.newThread()}/messages`,
      body,
    )
    expect(response.status).toBe(400)
    const error = { code: 'invalid', message: expect.stringContaining(sentence) }
    expect(await response.json()).toMatchObject({ error })
  })

  it('keeps the threads of a terminal to the terminal', async () => {
    const path = '/api/v1/threads/terminal:mine/messages'
    expect((await service.post(path, { text: 'Hi' })).status).toBe(404)
  })

  it.each([
    ['100 kB of one letter', 'x'.repeat(100_000)],
    ['control and bidi characters', 'RSI of A\u202EAPL\u0007 \u001B[31m\u0000'],
  ])('answers %s', async (_, text) => {
    const threadId = await service.newThread()
    expect((await all(await ask(service, threadId, text))).at(-1)?.event).toBe('done')
    await endedIn(service, threadId, ['done'])
  })

  it('keeps its port: a second one is refused in one line', async () => {
    const { port } = new URL(service.url)
    const settings = { ...home(), DATA_DIR: `${home()['DATA_DIR']}-2`, PORT: port }
    const { code, stderr } = await start('start', [], settings).ended
    const line = `AI Hub could not start: port ${port} is in use; stop what runs there or set PORT`
    expect([code, stderr.trimEnd().split('\n').at(-1)]).toEqual([1, line])
    expect((await service.get('/readyz')).status).toBe(200)
  })
})

describe('npm start, told to stop or killed in the middle of an answer,', () => {
  const home = freshHome()
  let model: ModelServer
  beforeEach(async () => {
    model = await startOpenai({ key, limit: 'max_completion_tokens' })
  })
  afterEach(() => model.close())

  it('finishes at SIGTERM what it has begun, takes nothing new, and ends with exit code 0', async () => {
    const service = await startService(withModel(home(), model))
    const threadId = await service.newThread()
    const pause = Promise.withResolvers<void>()
    model.play({ says: ['The trend points up. ', 'And'], until: pause.promise })
    const events = eventsOf(await ask(service, threadId, 'How does MSFT look?'))
    await until(events, ({ data }) => String(data['delta']).includes('The trend points up.'))

    service.command.signal('SIGTERM')
    await service.command.shows(/"draining"/)
    expect((await service.get('/readyz')).status).toBe(503)
    const refused = await service.post(`/api/v1/threads/${threadId}/messages`, { text: 'Hi' })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])

    pause.resolve()
    // As it is written, not when somebody looks it up in the record.
    const text = expect.stringContaining('The trend points up. And')
    expect(await rest(events)).toMatchObject([
      { event: 'text', data: { delta: 'And' } },
      { event: 'done', data: { reply: { text } } },
    ])
    const { code, stdout } = await service.command.ended
    expect(code).toBe(0)
    expect(stdout).not.toContain(key)
    for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg')
  })

  it('answers a question once that was being answered when it was killed', async () => {
    const first = await startService(withModel(home(), model))
    const threadId = await first.newThread()
    const message = { text: 'How does AAPL look?', id: 'my-message' }
    model.play({ says: ['The trend'], fault: 'stalls' })
    const taken = await first.post(`/api/v1/threads/${threadId}/messages`, message)
    expect(taken.status).toBe(202)
    await vi.waitFor(() => expect(model.calls).toHaveLength(1), 20_000)
    first.command.signal('SIGKILL')
    await first.command.ended

    model.play({ says: ['The trend points down.'] })
    const second = await startService(withModel(home(), model))
    await endedIn(second, threadId, ['done'])
    const again = await second.post(`/api/v1/threads/${threadId}/messages`, message)
    const [turn, ...others] = await turnsOf(second, threadId)
    expect(await again.json()).toMatchObject({ turnId: turn?.id, isNew: false })
    expect(turn?.reply?.text).toMatch(/\n\nThe trend points down\.$/)
    expect(others).toEqual([])
    expect(model.calls).toHaveLength(2)
    second.command.signal('SIGTERM')
    expect(await second.command.ended).toMatchObject({ code: 0 })
  })
})

function withModel(home: Settings, { url }: ModelServer): Settings {
  return { ...home, MARKET_DATA: 'demo', OPENAI_API_KEY: key, OPENAI_BASE_URL: `${url}/v1` }
}

/** The reply is there a moment before its turn is recorded as ended. */
async function endedIn(service: Service, threadId: string, states: readonly string[]) {
  await vi.waitFor(async () => {
    expect((await turnsOf(service, threadId)).map(({ state }) => state)).toEqual(states)
  }, 20_000)
}

function textOf(told: readonly Told[]): string {
  return told.map(({ event, data }) => (event === 'text' ? String(data['delta']) : '')).join('')
}

async function until(events: AsyncGenerator<Told>, isThere: (told: Told) => boolean) {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one event after the other.
    const { value, done } = await events.next()
    if (done) throw new Error('the stream ended before that')
    if (isThere(value)) return
  }
}

async function rest(events: AsyncGenerator<Told>): Promise<Told[]> {
  const told: Told[] = []
  for await (const event of events) told.push(event)
  return told
}

function all(response: Response): Promise<Told[]> {
  return rest(eventsOf(response))
}
