import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'

import type { ModelProvider } from '../../core/model.ts'
import { startOpenai } from '../../test/fakes/openai.ts'
import { collect, describeStream, endOf } from './contract.ts'
import { type Deadlines, patience } from './deadline.ts'
import { type OpenaiOptions, openaiModel } from './openai.ts'
import { describeWire, type WireStage } from './wire-contract.ts'

const key = 'sk-proj-0123456789abcdef'

async function startStage() {
  const server = await startOpenai({ key, limit: 'max_completion_tokens' })
  return {
    ...server,
    url: `${server.url}/v1`,
    key,
    keyVariable: 'OPENAI_API_KEY',
    modelVariable: 'OPENAI_MODEL',
    open: (deadlines: Deadlines): ModelProvider =>
      openaiModel({ apiKey: key, baseUrl: `${server.url}/v1`, deadlines }),
  }
}

async function startResponses(): Promise<WireStage> {
  const stage = await startStage()
  const { url: baseUrl } = stage
  const open = (deadlines: Deadlines) =>
    openaiModel({ apiKey: key, baseUrl, api: 'responses', deadlines })
  return { ...stage, open }
}

describeWire('openai', startStage)
describeStream('openai', startStage)
describeWire('openai responses', startResponses)
describeStream('openai responses', startResponses)

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

it.each([
  ['gpt-6-luna', '/v1/chat/completions'],
  ['o3-pro', '/v1/responses'],
  ['gpt-6-codex', '/v1/responses'],
  ['gpt-6-professor', '/v1/chat/completions'],
])('reaches %s over %s', async (model, path) => {
  const { server, open } = await startServer()
  server.play({ says: ['Well.'] })
  endOf(await collect(open({ model })), 'done')
  expect(server.calls[0]?.path).toBe(path)
})

it('sends what stays the same first, under one key for the cache', async () => {
  const { server, open } = await startServer()
  const asks = [{ context: 'It is Monday.' }, { context: 'It is Tuesday.' }, { system: 'Be long.' }]
  for (const request of asks) {
    server.play({ says: ['Well.'] })
    await collect(open(), request)
  }
  const [monday, tuesday, other] = server.calls.map(({ body }) => cached.parse(body))
  expect(monday?.messages[0]?.content).toBe('Be brief.\n\nIt is Monday.')
  expect(tuesday?.prompt_cache_key).toBe(monday?.prompt_cache_key)
  expect(other?.prompt_cache_key).not.toBe(monday?.prompt_cache_key)
})

const cached = z.object({
  prompt_cache_key: z.string(),
  messages: z.array(z.object({ content: z.string() })),
})

it('takes the words of a model that declines for a refusal, though it stops like any other', async () => {
  const { server, open } = await startServer()
  server.play({ declines: 'I cannot help with that.' })
  const { error } = endOf(await collect(open()), 'failed')
  expect(error.said).toContain('declined')
})

describe('over responses', () => {
  const model = 'o3-pro'

  it('sends the conversation, and asks OpenAI to keep none of it', async () => {
    const { server, open } = await startServer()
    server.play({ says: ['Well.'] })
    await collect(open({ model }), {
      context: 'It is Monday.',
      messages: [
        { role: 'user', text: 'AAPL?' },
        { role: 'assistant', text: 'Up.' },
        { role: 'user', text: 'Why?' },
      ],
      maxTokens: 300,
    })
    expect(server.calls[0]?.body).toEqual({
      model,
      instructions: 'Be brief.',
      input: [
        { role: 'developer', content: 'It is Monday.' },
        { role: 'user', content: 'AAPL?' },
        { role: 'assistant', content: 'Up.' },
        { role: 'user', content: 'Why?' },
      ],
      stream: true,
      store: false,
      prompt_cache_key: expect.stringMatching(/^[0-9a-f]{32}$/),
      max_output_tokens: 300,
    })
  })

  it('says what to remove when the model takes no temperature', async () => {
    const { open } = await startServer()
    const { error } = endOf(await collect(open({ model, temperature: 0.2 })), 'failed')
    expect(error.said).toContain('Remove OPENAI_TEMPERATURE')
  })

  it.each([
    ['server_error', 'unavailable'],
    ['rate_limit_exceeded', 'rate_limited'],
  ])('takes a response that failed with %s for %s', async (reason, code) => {
    const { server, open } = await startServer()
    server.play({ says: ['Apple'], fault: { kind: 'failed', reason, message: 'no more' } })
    const { error, partial } = endOf(await collect(open({ model })), 'failed')
    expect(error.code).toBe(code)
    expect(error.message).toContain('no more')
    expect(partial).toBe('Apple')
  })
})
