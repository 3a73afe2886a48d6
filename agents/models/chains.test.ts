import { expect, it } from 'vitest'

import { AppError } from '../../core/errors.ts'
import { memoryState } from '../../core/memory-state.ts'
import { readChains } from './chains.ts'
import { openModels } from './models.ts'
import type { Settings } from './settings.ts'
import { nameOf } from './targets.ts'

const openai = { OPENAI_API_KEY: 'sk-0123456789' }
const anthropic = { ANTHROPIC_API_KEY: 'sk-ant-0123456789' }
const custom = { CUSTOM_LLM_BASE_URL: 'http://localhost:11434/v1', CUSTOM_LLM_MODEL: 'qwen3:8b' }
const all = { ...openai, ...anthropic, ...custom }
const luna = 'openai:gpt-6-luna'
const haiku = 'anthropic:claude-haiku-5-5'
const qwen = 'custom:qwen3:8b'

it.each<[string, Settings, string[]]>([
  ['nothing is set', {}, []],
  ['every value is blank', { OPENAI_API_KEY: ' ', DEFAULT_LLM_PROVIDER: '' }, []],
  ['all keys are set', all, [luna, haiku, qwen]],
  ['two keys are set', { ...anthropic, ...custom }, [haiku, qwen]],
  ['an address is set', custom, [qwen]],
  ['one is named', { ...all, DEFAULT_LLM_PROVIDER: 'Anthropic' }, [haiku, luna, qwen]],
  ['offline is named', { ...all, DEFAULT_LLM_PROVIDER: 'offline' }, []],
  ['a model is named', { ...openai, OPENAI_MODEL: 'gpt-6-sol' }, ['openai:gpt-6-sol']],
  ['one is half set up', { ...openai, CUSTOM_LLM_BASE_URL: 'http://localhost/v1' }, [luna]],
  ['there is an alias for it', { ...all, LLM_ALIASES: 'default=custom,openai' }, [qwen, luna]],
])('when %s, tries %3$j in that order', (_, settings, names) => {
  expect(readChains(settings).of().map(nameOf)).toEqual(names)
})

it.each<[Settings, string[]]>([
  [{}, [luna, haiku]],
  [{ STOCK_MARKET_LLM_PROVIDER: 'anthropic' }, [haiku, luna]],
  [{ STOCK_MARKET_LLM_MODEL: 'gpt-6-sol' }, ['openai:gpt-6-sol', haiku]],
  [{ STOCK_MARKET_LLM_PROVIDER: 'offline' }, []],
  [{ STOCK_MARKET_LLM_MODEL: 'fast', LLM_ALIASES: 'fast=anthropic' }, [haiku]],
])('lets a project choose its own: %j', (own, names) => {
  const chains = readChains({ ...openai, ...anthropic, ...own })
  expect(chains.of('STOCK_MARKET').map(nameOf)).toEqual(names)
  expect(chains.of().map(nameOf)).toEqual([luna, haiku])
})

it.each<[string, string[] | undefined]>([
  ['fast', [haiku, luna]],
  ['FAST', [haiku, luna]],
  ['accurate', [luna, haiku, qwen]],
  ['gpt-6-sol', ['openai:gpt-6-sol']],
  ['Claude-Opus-5-5', ['anthropic:claude-opus-5-5']],
  ['qwen3:8b', [qwen]],
  ['custom:llama4', ['custom:llama4']],
  ['custom:Org/Llama', ['custom:Org/Llama']],
  ['openai', undefined],
  ['embedding', undefined],
  ['caution', undefined],
])('finds %j by name: %j', (name, names) => {
  const aliases = 'fast=anthropic,openai; embedding=openai:text-embedding-4'
  const chain = readChains({ ...all, LLM_ALIASES: aliases }).named(name)
  expect(chain?.map(nameOf)).toEqual(names)
})

it('finds no model of a provider that is not set up', () => {
  expect(readChains(openai).named('claude-opus-5-5')).toBeUndefined()
})

it('knows what an agent uses, by alias or by model', () => {
  const lists = { LLM_ALIASES: 'fast=anthropic', LLM_AGENTS: 'restate=fast;write=openai:gpt-6-sol' }
  const chains = readChains({ ...openai, ...anthropic, ...lists })
  expect(chains.ofAgent('restate')?.map(nameOf)).toEqual([haiku])
  expect(chains.ofAgent('write')?.map(nameOf)).toEqual(['openai:gpt-6-sol'])
  expect(chains.ofAgent('other')).toBeUndefined()
})

const deps = {
  state: memoryState(),
  metrics: { modelAttempted: () => {}, breakerIs: () => {} },
}

it.each<[Settings, string]>([
  [{ DEFAULT_LLM_PROVIDER: 'openai' }, 'Set OPENAI_API_KEY'],
  [{ DEFAULT_LLM_PROVIDER: 'anthropic' }, 'Set ANTHROPIC_API_KEY'],
  [{ DEFAULT_LLM_PROVIDER: 'custom' }, 'Set CUSTOM_LLM_BASE_URL'],
  [{ CUSTOM_LLM_API_KEY: 'key' }, 'Set CUSTOM_LLM_BASE_URL'],
  [{ CUSTOM_LLM_BASE_URL: 'http://localhost/v1' }, 'Set CUSTOM_LLM_MODEL'],
  [{ DEFAULT_LLM_PROVIDER: 'gpt' }, 'DEFAULT_LLM_PROVIDER is "gpt". Set it to openai, anthropic'],
  [{ ...openai, OPENAI_BASE_URL: 'api.openai.com' }, 'OPENAI_BASE_URL is not an address'],
  [{ ...openai, OPENAI_BASE_URL: 'https://me:pass@host/v1' }, 'OPENAI_BASE_URL holds a user name'],
  [{ ...openai, OPENAI_TEMPERATURE: 'warm' }, 'OPENAI_TEMPERATURE is "warm". Set it to a number'],
  [{ ...openai, OPENAI_TEMPERATURE: '3' }, 'from 0 to 2'],
  [{ OPENAI_API_KEY: 'sk-01234 56789' }, 'OPENAI_API_KEY holds characters'],
  [{ ...openai, LLM_ALIASES: 'fast' }, 'LLM_ALIASES wants name=provider:model'],
  [{ ...openai, LLM_ALIASES: 'fast=gpt-6' }, 'LLM_ALIASES names "gpt-6". It wants provider:model'],
  [{ ...openai, LLM_ALIASES: 'fast=anthropic' }, 'which needs ANTHROPIC_API_KEY'],
  [{ ...openai, LLM_AGENTS: 'write=slow' }, 'LLM_AGENTS names "slow"'],
  [{ ...openai, LLM_CONCURRENCY: 'many' }, 'LLM_CONCURRENCY is "many"'],
])('says what to set: %j', async (settings, sentence) => {
  const error = await openModels(settings, deps).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ code: 'invalid', said: expect.stringContaining(sentence) })
})

it.each<Settings>([
  { OPENAI_API_KEY: 'sk-s3cret\u0000' },
  { ...openai, OPENAI_BASE_URL: 'https://me:s3cret@host/v1' },
])('keeps the secret to itself: %j', async (settings) => {
  const error = await openModels(settings, deps).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'invalid', message: expect.not.stringContaining('s3cret') })
})
