import { AppError } from '../../core/errors.ts'
import type { ModelEvent, ModelProvider } from '../../core/model.ts'
import type { Check } from '../../core/types.ts'

/** Asks the model for one word and says what to fix when it does not come. */
export async function checkModel(provider: ModelProvider, signal: AbortSignal): Promise<Check> {
  if (!provider.isAvailable) return off
  const startedAt = performance.now()
  const end = await lastEvent(provider, signal)
  const ms = Math.round(performance.now() - startedAt)
  const name = `${provider.name} ${provider.model}`
  if (end.type === 'done') return { ...line, state: 'ok', detail: `${name} answered in ${ms} ms` }
  const { code, message, said } = end.error
  const state = code === 'rate_limited' ? 'warning' : 'failed'
  return { ...line, state, detail: message, fix: said }
}

const line = { name: 'model' }

const off: Check = {
  ...line,
  state: 'off',
  detail: 'no language model: replies are written from the evidence alone',
  fix: 'Set OPENAI_API_KEY, ANTHROPIC_API_KEY or CUSTOM_LLM_BASE_URL to let a model write.',
}

async function lastEvent(
  provider: ModelProvider,
  signal: AbortSignal,
): Promise<Exclude<ModelEvent, { type: 'text' | 'tool' }>> {
  for await (const event of provider.stream({ ...question, signal })) {
    if (event.type === 'done' || event.type === 'failed') return event
  }
  throw new AppError('bug', `${provider.name} ended its stream without an end`)
}

/** Room for a reasoning model to think before the word. */
const question = {
  system: '',
  messages: [{ role: 'user' as const, text: 'Answer with the word "ready" and nothing else.' }],
  maxTokens: 1_024,
}
