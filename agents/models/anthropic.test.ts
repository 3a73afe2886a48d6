import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'

import { startAnthropic } from '../../test/fakes/anthropic.ts'
import { anthropicModel } from './anthropic.ts'
import { collect, describeStream, endOf } from './contract.ts'
import { describeWire, type WireStage } from './wire-contract.ts'

const key = 'sk-ant-0123456789abcdef'

async function startStage(): Promise<WireStage> {
  const server = await startAnthropic(key)
  return {
    ...server,
    key,
    keyVariable: 'ANTHROPIC_API_KEY',
    modelVariable: 'ANTHROPIC_MODEL',
    open: (deadlines) => anthropicModel({ apiKey: key, baseUrl: server.url, deadlines }),
  }
}

describeWire('anthropic', startStage)
describeStream('anthropic', startStage)

async function startServer() {
  const server = await startAnthropic(key)
  onTestFinished(() => server.close())
  return { server, model: anthropicModel({ apiKey: key, baseUrl: server.url }) }
}

it('sends the system prompt apart and leaves empty texts out', async () => {
  const { server, model } = await startServer()
  server.play({ says: ['Well.'] })
  await collect(model, {
    messages: [
      { role: 'user', text: 'AAPL?' },
      { role: 'assistant', text: ' ' },
      { role: 'user', text: 'Why?' },
    ],
    maxTokens: 300,
  })
  expect(server.calls[0]?.body).toEqual({
    model: 'claude-haiku-5-5',
    max_tokens: 300,
    system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
    messages: [
      { role: 'user', content: 'AAPL?' },
      { role: 'user', content: 'Why?' },
    ],
    stream: true,
  })
})

it('marks where the part of the instructions ends that stays the same', async () => {
  const { server, model } = await startServer()
  server.play({ says: ['Well.'] })
  await collect(model, { context: 'It is Monday.' })
  expect(server.calls[0]?.body).toMatchObject({
    system: [
      { text: 'Be brief.', cache_control: { type: 'ephemeral' } },
      { text: 'It is Monday.' },
    ],
  })
})

it('asks for a schema in the words that the API accepts', async () => {
  const { server, model } = await startServer()
  server.play({ says: ['{"symbols":["AAPL"]}'] })
  const json = z.toJSONSchema(z.object({ symbols: z.array(z.string()).min(3) }))
  endOf(await collect(model, { schema: { name: 'route', json } }), 'done')
  expect(server.calls[0]?.body).toMatchObject({
    output_config: {
      format: { type: 'json_schema', schema: { additionalProperties: false } },
    },
  })
})
