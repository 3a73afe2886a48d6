import { expect, it } from 'vitest'
import { z } from 'zod'

import { capabilitiesOf } from './capabilities.ts'
import { ask } from './contract.ts'
import { fitted } from './fitted.ts'
import { read, routed } from './routed.ts'
import { scriptedModel } from './scripted.ts'
import type { Target } from './targets.ts'

it.each<[Target['provider'], string, object]>([
  ['openai', 'gpt-6-luna', { temperature: false, schema: true, tools: true, api: 'chat' }],
  ['openai', 'gpt-5-mini', { temperature: false, schema: true }],
  ['openai', 'gpt-5.5-pro-2026-04-23', { temperature: false, api: 'responses' }],
  ['openai', 'gpt-5.3-chat-latest', { temperature: true, api: 'chat' }],
  ['openai', 'gpt-4.1', { temperature: true, schema: true }],
  ['openai', 'gpt-4o-2024-05-13', { temperature: true, schema: false }],
  ['openai', 'gpt-4-turbo', { temperature: true, schema: false, api: 'chat' }],
  ['openai', 'o3', { temperature: false, tools: true }],
  ['openai', 'o1-mini', { temperature: false, tools: false, systemRole: false, api: 'chat' }],
  ['anthropic', 'claude-opus-4-8', { temperature: false, schema: true }],
  ['anthropic', 'claude-sonnet-4-5', { temperature: true, schema: true }],
  ['anthropic', 'claude-3-haiku-20240307', { temperature: true, schema: false }],
])('knows what %s %s takes', (provider, model, takes) => {
  expect(capabilitiesOf({ provider, model })).toMatchObject(takes)
})

it.each<[Target['provider'], object]>([
  ['openai', { temperature: false, schema: true, systemRole: true }],
  ['anthropic', { temperature: false, schema: true, systemRole: true }],
  ['custom', { temperature: true, schema: true, systemRole: true }],
])('takes an unknown model of %s for one that takes %j', (provider, takes) => {
  expect(capabilitiesOf({ provider, model: 'something-new' })).toMatchObject(takes)
})

it.each([
  ['gpt-4.1', 0.4],
  ['gpt-6-luna', undefined],
])('sends %s the temperature %j that it takes', async (model, temperature) => {
  const settings = { OPENAI_MODEL: model, OPENAI_TEMPERATURE: '0.4' }
  const { models, openai } = await routed({ settings })
  openai.play({ says: ['Yes.'] })
  await read(models.of())
  const sent = z.looseObject({ model: z.string(), temperature: z.number().optional() })
  const body = sent.parse(openai.calls[0]?.body)
  expect([body.model, body.temperature]).toEqual([model, temperature])
})

it('puts a schema into words for a model that knows none', async () => {
  const model = scriptedModel(['{}'])
  const capabilities = capabilitiesOf({ provider: 'openai', model: 'gpt-4-turbo' })
  const schema = { name: 'route', json: z.toJSONSchema(z.object({ symbol: z.string() })) }
  await Array.fromAsync(fitted(model, capabilities).stream(ask({ schema })))
  expect(model.requests[0]).not.toHaveProperty('schema')
  expect(model.requests[0]?.system).toMatch(/^Be brief\.\n\nAnswer with one JSON .*"symbol"/s)
})

it('says the instructions before the question to a model that has no place for them', async () => {
  const model = scriptedModel(['Yes.'])
  const capabilities = capabilitiesOf({ provider: 'openai', model: 'o1-mini' })
  await Array.fromAsync(fitted(model, capabilities).stream(ask()))
  expect(model.requests[0]).toMatchObject({
    system: '',
    messages: [{ role: 'user', text: 'Be brief.\n\nHow does Apple look?' }],
  })
})
