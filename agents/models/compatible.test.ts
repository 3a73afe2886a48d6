import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'

import { openLogger } from '../../core/logger.ts'
import type { ModelServer } from '../../test/fakes/model-server.ts'
import { type ChatRules, startOpenai } from '../../test/fakes/openai.ts'
import { compatibleModel } from './compatible.ts'
import { collect, describeStream, endOf, staged } from './contract.ts'
import type { Deadlines } from './deadline.ts'
import { describeTools } from './tool-contract.ts'
import { describeWire, type WireStage } from './wire-contract.ts'

const key = 'local-0123456789abcdef'

async function startStage(): Promise<WireStage> {
  return stageOf(await startOpenai({ key, limit: 'max_tokens' }))
}

function stageOf(server: ModelServer): WireStage {
  return {
    ...server,
    key,
    keyVariable: 'CUSTOM_LLM_API_KEY',
    modelVariable: 'CUSTOM_LLM_MODEL',
    open: openAt(server.url),
  }
}

function openAt(url: string) {
  return (deadlines: Deadlines) =>
    compatibleModel({ apiKey: key, baseUrl: `${url}/v1`, model: 'qwen3', deadlines })
}

/** Some servers leave out the number that says which call a fragment belongs to. */
async function startUnnumbered(): Promise<WireStage> {
  return stageOf(await startOpenai({ key, limit: 'max_tokens', isUnnumbered: true }))
}

describeWire('custom', startStage)
describe('custom without numbers', () => {
  describeTools(staged(startUnnumbered))
})
describeStream('custom', startStage)

async function startServer(rules: Partial<ChatRules> = {}) {
  const server = await startOpenai({ key: undefined, limit: 'max_tokens', ...rules })
  onTestFinished(() => server.close())
  const lines: string[] = []
  const logger = openLogger({ level: 'info', to: { write: (line) => void lines.push(line) } })
  const model = compatibleModel({ baseUrl: `${server.url}/v1`, model: 'qwen3', logger })
  return { server, model, logged: () => lines.map((line): unknown => JSON.parse(line)) }
}

it('sends no key where none is set', async () => {
  const { server, model, logged } = await startServer()
  server.play({ says: ['Hi.'] })
  endOf(await collect(model, { maxTokens: 5 }), 'done')
  expect(server.calls[0]?.headers).not.toHaveProperty('authorization')
  expect(logged()).toEqual([])
})

describe('asked for a schema', () => {
  const json = z.toJSONSchema(z.strictObject({ symbol: z.string() }))
  const schema = { name: 'route', json }
  const answer = { says: ['{"symbol":"AAPL"}'] }

  it('asks the server to enforce it', async () => {
    const { server, model } = await startServer()
    server.play(answer)
    endOf(await collect(model, { schema }), 'done')
    expect(server.calls[0]?.body).toMatchObject({ response_format: { type: 'json_schema' } })
  })

  it.each([
    { unknown: ['json_schema'], format: { type: 'json_object' } },
    { unknown: ['json_schema', 'json_object'], format: undefined },
  ] as const)('says it in words to a server without $unknown', async ({ unknown, format }) => {
    const { server, model } = await startServer({ unknown })
    server.play(answer)
    endOf(await collect(model, { schema }), 'done')
    expect(server.calls.at(-1)?.body).toMatchObject({
      ...(format ? { response_format: format } : {}),
      messages: [{ content: expect.stringContaining(JSON.stringify(json)) }, {}],
    })
  })

  it('remembers what the server knows, and says so once', async () => {
    const { server, model, logged } = await startServer({ unknown: ['json_schema'] })
    server.play(answer)
    server.play(answer)
    await collect(model, { schema })
    await collect(model, { schema })
    expect(server.calls).toHaveLength(3)
    expect(logged()).toMatchObject([
      { msg: 'the model server takes plainer requests only', model: 'qwen3', usage: 'asked for' },
    ])
  })
})

it('asks again without the usage where a server does not know it', async () => {
  const { server, model, logged } = await startServer({ unknown: ['stream_options'] })
  server.play({ says: ['Hi.'], usage: null })
  const { usage } = endOf(await collect(model), 'done')
  expect(usage.estimated).toBe(true)
  expect(logged()).toMatchObject([{ usage: 'estimated' }])
  expect(server.calls).toHaveLength(2)
})
