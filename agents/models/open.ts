import type { Logger } from '../../core/logger.ts'
import type { ModelProvider } from '../../core/model.ts'
import { type Capabilities, capabilitiesOf } from './capabilities.ts'
import type { Deadlines } from './deadline.ts'
import { fitted } from './fitted.ts'
import { need, readKey, readNumber, readUrl, type Settings } from './settings.ts'
import type { Provider, Target } from './targets.ts'

/** Opens a model, whose SDK is loaded only then. */
export type Open = () => Promise<ModelProvider>

export interface OpenDeps {
  readonly deadlines?: Deadlines | undefined
  readonly logger?: Pick<Logger, 'info'> | undefined
}

/** Throws a sentence about what is missing now, not when the model is needed. */
export function opener(
  settings: Settings,
  target: Target,
  { deadlines, logger }: OpenDeps = {},
): Open {
  const capabilities = capabilitiesOf(target)
  const model = target.model === '' ? undefined : target.model
  const open = openers[target.provider]({ settings, model, capabilities, deadlines, logger })
  return async () => fitted(await open(), capabilities)
}

interface Opening extends OpenDeps {
  readonly settings: Settings
  readonly model: string | undefined
  readonly capabilities: Capabilities
}

const openers: Readonly<Record<Provider, (opening: Opening) => Open>> = {
  openai({ settings, model, capabilities, deadlines }) {
    const apiKey = need(readKey(settings, 'OPENAI_API_KEY'), 'OPENAI_API_KEY', 'openai')
    const baseUrl = readUrl(settings, 'OPENAI_BASE_URL')
    const set = readNumber(settings, 'OPENAI_TEMPERATURE', { from: 0, to: 2 })
    const temperature = capabilities.temperature ? set : undefined
    return async () => {
      const { openaiModel } = await import('./openai.ts')
      return openaiModel({ apiKey, baseUrl, model, temperature, ...patienceOf(deadlines) })
    }
  },
  anthropic({ settings, model, deadlines }) {
    const apiKey = need(readKey(settings, 'ANTHROPIC_API_KEY'), 'ANTHROPIC_API_KEY', 'anthropic')
    const baseUrl = readUrl(settings, 'ANTHROPIC_BASE_URL')
    return async () => {
      const { anthropicModel } = await import('./anthropic.ts')
      return anthropicModel({ apiKey, baseUrl, model, ...patienceOf(deadlines) })
    }
  },
  custom({ settings, model: named, deadlines, logger }) {
    const baseUrl = need(readUrl(settings, 'CUSTOM_LLM_BASE_URL'), 'CUSTOM_LLM_BASE_URL', 'custom')
    const apiKey = readKey(settings, 'CUSTOM_LLM_API_KEY')
    const model = need(named, 'CUSTOM_LLM_MODEL', 'custom')
    return async () => {
      const { compatibleModel } = await import('./compatible.ts')
      return compatibleModel({ baseUrl, apiKey, model, logger, ...patienceOf(deadlines) })
    }
  },
}

/** Each provider has patience of its own. */
function patienceOf(deadlines: Deadlines | undefined): { readonly deadlines?: Deadlines } {
  return deadlines ? { deadlines } : {}
}
