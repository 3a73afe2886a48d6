import { expect, it } from 'vitest'

import { AppError } from '../../core/errors.ts'
import { selectModel } from './select.ts'
import type { Settings } from './settings.ts'

const openai = { OPENAI_API_KEY: 'sk-0123456789' }
const anthropic = { ANTHROPIC_API_KEY: 'sk-ant-0123456789' }
const custom = { CUSTOM_LLM_BASE_URL: 'http://localhost:11434/v1', CUSTOM_LLM_MODEL: 'qwen3' }

it.each<[string, Settings, string, string]>([
  ['nothing is set', {}, 'offline', 'none'],
  ['every value is blank', { OPENAI_API_KEY: ' ', DEFAULT_LLM_PROVIDER: '' }, 'offline', 'none'],
  ['all keys are set', { ...openai, ...anthropic, ...custom }, 'openai', 'gpt-6-luna'],
  ['two keys are set', { ...anthropic, ...custom }, 'anthropic', 'claude-haiku-5-5'],
  ['an address is set', custom, 'custom', 'qwen3'],
  [
    'one is named',
    { ...openai, ...anthropic, DEFAULT_LLM_PROVIDER: 'Anthropic' },
    'anthropic',
    'claude-haiku-5-5',
  ],
  ['offline is named', { ...openai, DEFAULT_LLM_PROVIDER: 'offline' }, 'offline', 'none'],
  ['a model is named', { ...openai, OPENAI_MODEL: 'gpt-6-sol' }, 'openai', 'gpt-6-sol'],
])('when %s, chooses %3$s', async (_, settings, name, model) => {
  expect(await selectModel(settings)).toMatchObject({ name, model })
})

it.each<[Settings, string, string]>([
  [{}, 'openai', 'gpt-6-luna'],
  [{ STOCK_MARKET_LLM_PROVIDER: 'anthropic' }, 'anthropic', 'claude-haiku-5-5'],
  [{ STOCK_MARKET_LLM_MODEL: 'gpt-6-sol' }, 'openai', 'gpt-6-sol'],
  [{ STOCK_MARKET_LLM_PROVIDER: 'offline' }, 'offline', 'none'],
])('lets a project choose its own: %j', async (own, name, model) => {
  const settings = { ...openai, ...anthropic, ...own }
  expect(await selectModel(settings, 'STOCK_MARKET')).toMatchObject({ name, model })
  expect(await selectModel(settings)).toMatchObject({ name: 'openai', model: 'gpt-6-luna' })
})

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
])('says what to set: %j', async (settings, sentence) => {
  const error = await selectModel(settings).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ code: 'invalid', said: expect.stringContaining(sentence) })
})

it.each<Settings>([
  { OPENAI_API_KEY: 'sk-s3cret\u0000' },
  { ...openai, OPENAI_BASE_URL: 'https://me:s3cret@host/v1' },
])('keeps the secret to itself: %j', async (settings) => {
  const error = await selectModel(settings).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'invalid', message: expect.not.stringContaining('s3cret') })
})
