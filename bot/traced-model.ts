import type { Attributes } from '@opentelemetry/api'

import type { ModelEvent, ModelProvider, ModelRequest } from '../core/model.ts'
import { tracedStream } from '../core/tracing.ts'
import type { Usage } from '../core/types.ts'

/** A model whose calls are spans, named after OpenTelemetry's conventions for generative AI. */
export function tracedModel(model: ModelProvider): ModelProvider {
  return {
    ...model,
    stream: (request) => {
      const name = `chat ${model.model}`
      const attributes = attributesOf(model, request)
      return tracedStream({ name, attributes, tell: teller() }, () => model.stream(request))
    },
  }
}

function attributesOf(model: ModelProvider, { caller, maxTokens, schema }: ModelRequest) {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': model.name,
    'gen_ai.request.model': model.model,
    'gen_ai.request.stream': true,
    'gen_ai.output.type': schema ? 'json' : 'text',
    ...(maxTokens === undefined ? {} : { 'gen_ai.request.max_tokens': maxTokens }),
    ...(caller ? { 'gen_ai.agent.name': caller.agent, 'hub.turn': caller.turnId } : {}),
  }
}

/** What the conventions want to know of each event; of the texts only when the first one came. */
function teller(): (event: ModelEvent) => Attributes {
  const begunMs = performance.now()
  let isBegun = false
  return (event) => {
    if (event.type === 'done') return { 'gen_ai.response.finish_reasons': ['stop'], ...told(event) }
    if (event.type === 'failed') return { 'error.type': event.error.code, ...told(event) }
    if (isBegun) return {}
    isBegun = true
    return { 'gen_ai.response.time_to_first_chunk': (performance.now() - begunMs) / 1_000 }
  }
}

function told({ usage }: { readonly usage?: Usage }): Attributes {
  if (!usage) return {}
  const { model, inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens } = usage
  return {
    'gen_ai.response.model': model,
    'gen_ai.usage.input_tokens': inputTokens,
    'gen_ai.usage.output_tokens': outputTokens,
    ...(cachedInputTokens === undefined
      ? {}
      : { 'gen_ai.usage.cache_read.input_tokens': cachedInputTokens }),
    ...(cacheWriteTokens === undefined
      ? {}
      : { 'gen_ai.usage.cache_creation.input_tokens': cacheWriteTokens }),
  }
}
