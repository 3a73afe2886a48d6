import { tracedStream } from '../core/tracing.ts'
import type { ModelProvider } from '../core/types.ts'

/** A model whose calls are spans, named after OpenTelemetry's conventions for generative AI. */
export function tracedModel(model: ModelProvider): ModelProvider {
  const attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': model.name,
    'gen_ai.request.model': model.model,
  }
  return {
    ...model,
    stream: (request) =>
      tracedStream(`chat ${model.model}`, attributes, () => model.stream(request)),
  }
}
