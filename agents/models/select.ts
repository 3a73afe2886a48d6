import type { ModelProvider } from '../../core/types.ts'
import { offlineModel } from './offline.ts'
import { need, readKey, readNumber, readText, readUrl, type Settings, unfit } from './settings.ts'

/**
 * The model that the settings ask for: by name, else by the key that is there, else none.
 * With a project (`STOCK_MARKET`) its own `…_LLM_PROVIDER` and `…_LLM_MODEL` come first.
 * A provider's SDK is loaded only when it is the one.
 */
export async function selectModel(settings: Settings, project?: string): Promise<ModelProvider> {
  const provider = named(settings, project) ?? firstWithKey(settings)
  const model = project ? readText(settings, `${project}_LLM_MODEL`) : undefined
  return openers[provider](settings, model)
}

const providers = ['openai', 'anthropic', 'custom', 'offline'] as const
type ProviderName = (typeof providers)[number]

function named(settings: Settings, project?: string): ProviderName | undefined {
  const variables = [...(project ? [`${project}_LLM_PROVIDER`] : []), 'DEFAULT_LLM_PROVIDER']
  const variable = variables.find((name) => readText(settings, name) !== undefined)
  if (variable === undefined) return undefined
  const value = readText(settings, variable)
  const provider = providers.find((name) => name === value?.toLowerCase())
  if (provider) return provider
  throw unfit(`${variable} is "${value}". Set it to ${providers.join(', ')}.`)
}

function firstWithKey(settings: Settings): ProviderName {
  if (readText(settings, 'OPENAI_API_KEY')) return 'openai'
  if (readText(settings, 'ANTHROPIC_API_KEY')) return 'anthropic'
  const custom = ['CUSTOM_LLM_BASE_URL', 'CUSTOM_LLM_API_KEY']
  return custom.some((name) => readText(settings, name)) ? 'custom' : 'offline'
}

type Opener = (settings: Settings, model: string | undefined) => Promise<ModelProvider>

const openers: Readonly<Record<ProviderName, Opener>> = {
  async openai(settings, model) {
    const apiKey = need(readKey(settings, 'OPENAI_API_KEY'), 'OPENAI_API_KEY', 'openai')
    const { openaiModel } = await import('./openai.ts')
    return openaiModel({
      apiKey,
      baseUrl: readUrl(settings, 'OPENAI_BASE_URL'),
      model: model ?? readText(settings, 'OPENAI_MODEL'),
      temperature: readNumber(settings, 'OPENAI_TEMPERATURE', { from: 0, to: 2 }),
    })
  },
  async anthropic(settings, model) {
    const apiKey = need(readKey(settings, 'ANTHROPIC_API_KEY'), 'ANTHROPIC_API_KEY', 'anthropic')
    const { anthropicModel } = await import('./anthropic.ts')
    return anthropicModel({
      apiKey,
      baseUrl: readUrl(settings, 'ANTHROPIC_BASE_URL'),
      model: model ?? readText(settings, 'ANTHROPIC_MODEL'),
    })
  },
  async custom(settings, model) {
    const baseUrl = need(readUrl(settings, 'CUSTOM_LLM_BASE_URL'), 'CUSTOM_LLM_BASE_URL', 'custom')
    const ownModel = model ?? readText(settings, 'CUSTOM_LLM_MODEL')
    const apiKey = readKey(settings, 'CUSTOM_LLM_API_KEY')
    const { compatibleModel } = await import('./compatible.ts')
    return compatibleModel({ baseUrl, apiKey, model: need(ownModel, 'CUSTOM_LLM_MODEL', 'custom') })
  },
  offline: async () => offlineModel(),
}
