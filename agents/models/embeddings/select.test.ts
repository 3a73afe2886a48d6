import { expect, it } from 'vitest'

import type { Settings } from '../settings.ts'
import { selectEmbedding } from './select.ts'

const openai = { OPENAI_API_KEY: 'sk-0123456789' }
const custom = {
  CUSTOM_LLM_BASE_URL: 'http://localhost:11434/v1',
  CUSTOM_LLM_MODEL: 'qwen3',
  CUSTOM_EMBEDDING_MODEL: 'bge-m3',
}
const anthropic = { ANTHROPIC_API_KEY: 'sk-ant-0123456789' }

it.each<[string, Settings, string, string, number | null]>([
  ['nothing is set', {}, 'offline', 'hashed-words-384', 384],
  ['the provider makes none', anthropic, 'offline', 'hashed-words-384', 384],
  ['OpenAI writes', openai, 'openai', 'text-embedding-3-small', 1536],
  [
    'a model is named',
    { ...openai, OPENAI_EMBEDDING_MODEL: 'text-embedding-3-large' },
    'openai',
    'text-embedding-3-large',
    3072,
  ],
  ['a server of your own has one', custom, 'custom', 'bge-m3', null],
  [
    'both could, and one is named',
    { ...openai, ...custom, DEFAULT_LLM_PROVIDER: 'Custom' },
    'custom',
    'bge-m3',
    null,
  ],
  [
    'there is an alias for it',
    { ...openai, ...custom, LLM_ALIASES: 'embedding=custom:nomic-embed' },
    'custom',
    'nomic-embed',
    null,
  ],
  [
    'offline is named',
    { ...openai, ...custom, DEFAULT_LLM_PROVIDER: 'offline' },
    'offline',
    'hashed-words-384',
    384,
  ],
])('when %s, it is %3$s %4$s', async (_, settings, name, model, dimensions) => {
  expect(await selectEmbedding(settings)).toMatchObject({ name, model, dimensions })
})

it('says what to set', async () => {
  await expect(selectEmbedding({ CUSTOM_EMBEDDING_MODEL: 'bge-m3' })).rejects.toMatchObject({
    code: 'invalid',
    said: expect.stringContaining('Set CUSTOM_LLM_BASE_URL'),
  })
})
