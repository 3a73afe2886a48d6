import { expect, it } from 'vitest'

import { ask } from './contract.ts'
import { read, routed, type RoutedOptions } from './routed.ts'

const tools = [
  { name: 'today', description: 'The date.', json: { type: 'object', properties: {} } },
]
const old = 'openai:o1-mini'
const caller = { organisationId: 'o', userId: 'u', turnId: 't', project: 'p', agent: 'research' }

async function takes(settings: RoutedOptions['settings'] = {}, agent = 'research') {
  const { models } = await routed({ settings })
  return models.of().takesTools?.(agent)
}

it('a chain takes tools where one of its models does', async () => {
  expect(await takes()).toBe(true)
  expect(await takes({ LLM_ALIASES: `default=${old}` })).toBe(false)
  expect(await takes({ LLM_ALIASES: `default=${old},anthropic:claude-haiku-5-5` })).toBe(true)
  expect(await takes({ DEFAULT_LLM_PROVIDER: 'offline' })).toBeUndefined()
})

it('what an agent uses whatever the project decides for that agent', async () => {
  const settings = { LLM_ALIASES: `plain=${old}`, LLM_AGENTS: 'research=plain' }
  expect(await takes(settings)).toBe(false)
  expect(await takes(settings, 'write')).toBe(true)
})

it('tools are offered to no model that does not take them', async () => {
  const settings = { LLM_ALIASES: `default=${old},anthropic:claude-haiku-5-5` }
  const { models, openai, anthropic } = await routed({ settings })
  anthropic.play({ calls: [{ id: 'c1', name: 'today', parts: ['{}'] }] })
  await read(models.of(), { ...ask({ caller }), tools })
  expect(openai.calls).toEqual([])
  expect(anthropic.calls).toMatchObject([{ body: { tools: [{ name: 'today' }] } }])
  openai.play({ says: ['Yes.'] })
  expect((await read(models.of())).text).toBe('Yes.')
})

it('where every model of a chain does not take them, nobody is called', async () => {
  const { models, openai } = await routed({ settings: { LLM_ALIASES: `default=${old}` } })
  const { end } = await read(models.of(), { ...ask(), tools })
  expect(end).toMatchObject({ type: 'failed' })
  expect(openai.calls).toEqual([])
})
