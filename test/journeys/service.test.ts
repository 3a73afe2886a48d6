import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { databaseKinds } from '../../storage/test-database.ts'
import type { ModelServer } from '../fakes/model-server.ts'
import { startOpenai } from '../fakes/openai.ts'
import { type Settings, start } from './command.ts'
import { freshHome } from './home.ts'
import { ask, eventsOf, type Service, startService, type Told, turnsOf } from './service.ts'

vi.setConfig({ testTimeout: 90_000 })

const key = 'sk-journey'
let model: ModelServer
beforeEach(async () => {
  model = await startOpenai({ key, limit: 'max_completion_tokens' })
})
afterEach(() => model.close())

const withModel = (home: Settings): Settings => ({
  ...home,
  MARKET_DATA: 'demo',
  OPENAI_API_KEY: key,
  OPENAI_BASE_URL: `${model.url}/v1`,
})

describe.each(databaseKinds())('npm start, on a database that is %s,', (kind) => {
  const home = freshHome(kind)

  it('serves, streams, refuses what is wrong, and at SIGTERM finishes what it has begun', async () => {
    const service = await startService(withModel(home()))
    await isReady(service)
    await showsItsPage(service)
    await streamsAnAnswer(service)
    await refusesWhatIsWrong(service)
    await takesWhatIsStrange(service)
    await refusesItsPort(service)
    await drains(service)
  })

  async function isReady(service: Service) {
    const ready = await service.get('/readyz')
    expect(ready.status).toBe(200)
    expect(await ready.json()).toEqual({
      status: 'ready',
      checks: [{ name: 'database', state: 'ok', detail: kind }],
    })
  }

  async function showsItsPage(service: Service) {
    const page = await service.get('/')
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ])
  }

  /** The first sentence arrives while the model still thinks about the second. */
  async function streamsAnAnswer(service: Service) {
    const pause = Promise.withResolvers<void>()
    model.play({ says: ['The trend points down. ', 'But'], until: pause.promise })
    const told: Told[] = []
    for await (const event of eventsOf(
      await ask(service, await service.newThread(), 'How does AAPL look?'),
    )) {
      told.push(event)
      if (textOf(told).includes('The trend points down.')) pause.resolve()
    }
    expect(told[0]?.event).toBe('turn')
    expect(told.filter(({ data }) => data['state'] === 'done')).toHaveLength(3)
    expect(told.at(-1)).toMatchObject({
      event: 'done',
      data: {
        reply: { text: '**Demo data: synthetic, not real prices.**\n\nThe trend points down. But' },
      },
    })
  }

  async function refusesWhatIsWrong(service: Service) {
    const messages = `/api/v1/threads/${await service.newThread()}/messages`
    const refusals = [
      [{ text: '  ' }, 'text: say something.'],
      [{ text: 'x'.repeat(100_001) }, 'text: at most 100,000 characters.'],
      [{ question: 'AAPL?' }, 'text: Invalid input'],
      ['{"text":', 'The body is not valid JSON.'],
    ] as const
    for (const [body, sentence] of refusals) {
      // oxlint-disable-next-line no-await-in-loop -- one visitor, one request at a time.
      const response = await service.post(messages, body)
      expect(response.status).toBe(400)
      // oxlint-disable-next-line no-await-in-loop
      expect(await response.json()).toMatchObject({
        error: { message: expect.stringContaining(sentence) },
      })
    }
    const elsewhere = await service.post('/api/v1/threads/terminal:mine/messages', { text: 'Hi' })
    expect(elsewhere.status).toBe(404)
  }

  /** The model has nothing to say to it: the narrator does. */
  async function takesWhatIsStrange(service: Service) {
    const threadId = await service.newThread()
    const strange = ['x'.repeat(100_000), 'RSI of A\u202EAPL\u0007 \u001B[31m\u0000']
    for (const text of strange) {
      // oxlint-disable-next-line no-await-in-loop -- in order.
      const told = await all(await ask(service, threadId, text))
      expect(told.at(-1)?.event).toBe('done')
    }
    await endedIn(service, threadId, ['done', 'done'])
  }

  async function refusesItsPort({ url, get }: Service) {
    const { port } = new URL(url)
    const second = start('start', [], {
      ...home(),
      DATA_DIR: `${home()['DATA_DIR']}-2`,
      PORT: port,
    })
    expect(await second.ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        `AI Hub could not start: port ${port} is in use; stop what runs there or set PORT\n`,
      ),
    })
    expect((await get('/readyz')).status).toBe(200)
  }

  async function drains(service: Service) {
    const { command, newThread } = service
    const threadId = await newThread()
    const pause = Promise.withResolvers<void>()
    model.play({ says: ['The trend points up. ', 'And'], until: pause.promise })
    const events = eventsOf(await ask(service, threadId, 'How does MSFT look?'))
    await until(events, ({ data }) => String(data['delta']).includes('The trend points up.'))

    command.signal('SIGTERM')
    await command.shows(/"draining"/)
    expect((await service.get('/readyz')).status).toBe(503)
    const refused = await service.post(`/api/v1/threads/${threadId}/messages`, { text: 'Hi' })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])

    pause.resolve()
    // As it is written, not when somebody looks it up in the record.
    expect(await rest(events)).toMatchObject([
      { event: 'text', data: { delta: 'And' } },
      { event: 'done', data: { reply: { text: expect.stringContaining('points up. And') } } },
    ])
    const { code, stdout } = await command.ended
    expect(code).toBe(0)
    expect(stdout).not.toContain(key)
    for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg')
  }
})

describe('npm start, killed in the middle of an answer,', () => {
  const home = freshHome()

  it('answers the question once when it is started again', async () => {
    const pause = Promise.withResolvers<void>()
    model.play({ says: ['The trend'], until: pause.promise })
    const first = await startService(withModel(home()))
    const threadId = await first.newThread()
    const message = { text: 'How does AAPL look?', id: 'my-message' }
    const taken = await first.post(`/api/v1/threads/${threadId}/messages`, message)
    expect(taken.status).toBe(202)
    await vi.waitFor(() => expect(model.calls).toHaveLength(1), 20_000)
    first.command.signal('SIGKILL')
    await first.command.ended
    pause.resolve()

    model.play({ says: ['The trend points down.'] })
    const second = await startService(withModel(home()))
    const [turn] = await turnsOf(second, threadId)
    const follow = { headers: { accept: 'text/event-stream' } }
    const told = await all(await fetch(`${second.url}/api/v1/turns/${turn?.id}`, follow))
    expect(told.at(-1)?.event).toBe('done')

    const again = await second.post(`/api/v1/threads/${threadId}/messages`, message)
    expect(await again.json()).toMatchObject({ turnId: turn?.id, isNew: false })
    await endedIn(second, threadId, ['done'])
    const [answered] = await turnsOf(second, threadId)
    expect(answered?.reply?.text).toMatch(/\n\nThe trend points down\.$/)
    expect(model.calls).toHaveLength(2)
    second.command.signal('SIGTERM')
    expect(await second.command.ended).toMatchObject({ code: 0 })
  })
})

/** The reply is there a moment before its turn is recorded as ended. */
async function endedIn(service: Service, threadId: string, states: readonly string[]) {
  await vi.waitFor(async () => {
    expect((await turnsOf(service, threadId)).map(({ state }) => state)).toEqual(states)
  }, 10_000)
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
