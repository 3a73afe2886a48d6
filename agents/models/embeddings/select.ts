import type { EmbeddingProvider } from '../../../core/embedding.ts'
import { need, readKey, readText, readUrl, type Settings } from '../settings.ts'
import { readLists, targetFrom } from '../targets.ts'
import { offlineEmbedding } from './offline.ts'

/**
 * Who makes vectors: the provider that writes the replies, where it makes them too and is set up for it,
 * else nobody but ourselves. Its SDK is loaded only when it is the one.
 */
export async function selectEmbedding(given: Settings): Promise<EmbeddingProvider> {
  const settings = withAlias(given)
  const named = readText(settings, 'DEFAULT_LLM_PROVIDER')?.toLowerCase()
  const isMeant = (provider: string) => named === undefined || named === provider
  if (isMeant('openai') && readText(settings, 'OPENAI_API_KEY')) return openaiEmbedding(settings)
  if (isMeant('custom') && readText(settings, 'CUSTOM_EMBEDDING_MODEL')) {
    return customEmbedding(settings)
  }
  return offlineEmbedding()
}

/**
 * The alias `embedding` names the one model that makes vectors. Nothing stands in for it: vectors of
 * different models have nothing to do with one another.
 */
function withAlias(settings: Settings): Settings {
  const [first] = readLists(settings, 'LLM_ALIASES').get('embedding') ?? []
  const target = first === undefined ? undefined : targetFrom(settings, first)
  if (!target) return settings
  const { provider, model } = target
  const variable = provider === 'custom' ? 'CUSTOM_EMBEDDING_MODEL' : 'OPENAI_EMBEDDING_MODEL'
  return { ...settings, DEFAULT_LLM_PROVIDER: provider, [variable]: model }
}

async function openaiEmbedding(settings: Settings): Promise<EmbeddingProvider> {
  const { remoteEmbedding } = await import('./remote.ts')
  const apiKey = need(readKey(settings, 'OPENAI_API_KEY'), 'OPENAI_API_KEY', 'openai')
  const model = readText(settings, 'OPENAI_EMBEDDING_MODEL') ?? 'text-embedding-3-small'
  return remoteEmbedding({
    account: {
      provider: 'openai',
      title: 'OpenAI',
      model,
      key: apiKey,
      variables: {
        key: 'OPENAI_API_KEY',
        model: 'OPENAI_EMBEDDING_MODEL',
        url: 'OPENAI_BASE_URL',
      },
    },
    baseUrl: readUrl(settings, 'OPENAI_BASE_URL') ?? 'https://api.openai.com/v1',
    apiKey,
    dimensions: dimensionsOf[model] ?? null,
  })
}

const dimensionsOf: Readonly<Record<string, number | undefined>> = {
  'text-embedding-3-small': 1_536,
  'text-embedding-3-large': 3_072,
  'text-embedding-ada-002': 1_536,
}

async function customEmbedding(settings: Settings): Promise<EmbeddingProvider> {
  const { remoteEmbedding } = await import('./remote.ts')
  const variable = 'CUSTOM_EMBEDDING_MODEL'
  const baseUrl = need(readUrl(settings, 'CUSTOM_LLM_BASE_URL'), 'CUSTOM_LLM_BASE_URL', 'custom')
  const apiKey = readKey(settings, 'CUSTOM_LLM_API_KEY')
  const model = need(readText(settings, variable), variable, 'custom')
  return remoteEmbedding({
    account: {
      provider: 'custom',
      title: 'The custom model server',
      model,
      key: apiKey ?? '',
      variables: { key: 'CUSTOM_LLM_API_KEY', model: variable, url: 'CUSTOM_LLM_BASE_URL' },
    },
    baseUrl,
    apiKey,
    dimensions: null,
  })
}
