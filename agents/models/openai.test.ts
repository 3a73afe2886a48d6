import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'

import { startOpenai } from '../../test/fakes/openai.ts'
import { collect, describeStream, endOf } from './contract.ts'
import { patience } from './deadline.ts'
import { type OpenaiOptions, openaiModel } from './openai.ts'
import { describeWire, type WireStage } from './wire-contract.ts'

const key = 'sk-proj-0123456789abcdef'

async function startStage(): Promise<WireStage> {
  const server = await startOpenai({ key, limit: 'max_completion_tokens' })
  return {
    ...server,
    key,
    keyVariable: 'OPENAI_API_KEY',
    modelVariable: 'OPENAI_MODEL',
    open: (deadlines) => openaiModel({ apiKey: key, baseUrl: `${server.url}/v1`, deadlines }),
  }
}

describeWire('openai', startStage)
describeStream('openai', startStage)

async function startServer() {
  const server = await startOpenai({ key, limit: 'max_completion_tokens' })
  onTestFinished(() => server.close())
  const open = (options: Partial<OpenaiOptions> = {}) =>
    openaiModel({ apiKey: key, baseUrl: `${server.url}/v1`, deadlines: patience, ...options })
  return { server, open }
}

it('sends the conversation behind the system prompt', async () => {
  const { server, open } = await startServer()
  server.play({ says: ['Well.'] })
  await collect(open({ model: 'gpt-6-sol', temperature: 0.2 }), {
    system: 'Be brief.',
    messages: [
      { role: 'user', text: 'AAPL?' },
      { role: 'assistant', text: 'Up.' },
      { role: 'user', text: 'Why?' },
    ],
    maxTokens: 300,
  })
  expect(server.calls[0]?.body).toEqual({
    model: 'gpt-6-sol',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'AAPL?' },
      { role: 'assistant', content: 'Up.' },
      { role: 'user', content: 'Why?' },
    ],
    stream: true,
    stream_options: { include_usage: true },
    prompt_cache_key: expect.stringMatching(/^[0-9a-f]{32}$/),
    temperature: 0.2,
    max_completion_tokens: 300,
  })
})

it.each([
  { strict: true, json: z.toJSONSchema(z.strictObject({ symbol: z.string() })) },
  { strict: false, json: z.toJSONSchema(z.looseObject({ symbol: z.string().optional() })) },
])('asks for a schema, to the letter where it can: %j', async ({ strict, json }) => {
  const { server, open } = await startServer()
  server.play({ says: ['{"symbol":', '"AAPL"}'] })
  const events = await collect(open(), { schema: { name: 'route', json } })
  expect(endOf(events, 'done').text).toBe('{"symbol":"AAPL"}')
  expect(server.calls[0]?.body).toMatchObject({
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'route', schema: { properties: json.properties }, strict },
    },
  })
})

it.each([
  ['insufficient_quota', 'You exceeded your current quota.', 'no credit'],
  ['rate_limit_exceeded', 'Limit 3 a minute. Add a card at openai.com/account/billing.', 'is busy'],
])('tells an empty account from a busy one: %s', async (reason, message, words) => {
  const { server, open } = await startServer()
  server.play({ fault: { kind: 'status', status: 429, message, reason } })
  const { error } = endOf(await collect(open()), 'failed')
  expect(error.code).toBe('rate_limited')
  expect(error.said).toContain(words)
})

it('says what to remove when the model takes no temperature', async () => {
  const { server, open } = await startServer()
  const message = "Unsupported value: 'temperature' does not support 0.2 with this model."
  server.play({ fault: { kind: 'status', status: 400, message, reason: 'unsupported_value' } })
  const { error } = endOf(await collect(open({ temperature: 0.2 })), 'failed')
  expect(error.code).toBe('invalid')
  expect(error.said).toContain('Remove OPENAI_TEMPERATURE')
})
