import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'

import type { ModelProvider, ModelRequest } from '../../core/model.ts'
import { capabilitiesOf } from './capabilities.ts'
import {
  chatClient,
  chatMessages,
  jsonSchemaFormat,
  readChunk,
  strictChatTool,
  translateChatError,
} from './chat-completions.ts'
import { type Deadlines, patience } from './deadline.ts'
import type { Account } from './errors.ts'
import { openaiResponses } from './openai-responses.ts'
import { promptCacheKey } from './prompt-cache.ts'
import { modelOver, type Wire } from './relay.ts'

export interface OpenaiOptions {
  readonly apiKey: string
  readonly baseUrl?: string | undefined
  readonly model?: string | undefined
  /** In [0, 2]; the model's own when absent, as reasoning models accept no other. */
  readonly temperature?: number | undefined
  /** The one that the model is best reached over when absent. */
  readonly api?: 'chat' | 'responses' | undefined
  readonly deadlines?: Deadlines
}

export function openaiModel(options: OpenaiOptions): ModelProvider {
  const { baseUrl = 'https://api.openai.com/v1', model = 'gpt-6-luna' } = options
  const usual = capabilitiesOf({ provider: 'openai', model })
  const { apiKey, temperature, deadlines = patience, api = usual.api } = options
  const account: Account = { ...names, model, key: apiKey }
  const endpoint = { baseUrl, apiKey, timeoutMs: deadlines.totalMs }
  if (api === 'responses') {
    return modelOver(openaiResponses({ account, endpoint, temperature, deadlines }))
  }
  const client = chatClient(endpoint)
  const wire: Wire = {
    provider: names.provider,
    model,
    deadlines,
    open: (request, signal) => client.send(bodyOf(request, model, temperature), signal),
    read: readChunk,
    translate: (error) => translateChatError(error, account),
  }
  return modelOver(wire)
}

const names = {
  provider: 'openai',
  title: 'OpenAI',
  variables: {
    key: 'OPENAI_API_KEY',
    model: 'OPENAI_MODEL',
    url: 'OPENAI_BASE_URL',
    temperature: 'OPENAI_TEMPERATURE',
  },
}

function bodyOf(
  request: ModelRequest,
  model: string,
  temperature: number | undefined,
): ChatCompletionCreateParamsStreaming {
  const { schema, tools, maxTokens } = request
  return {
    model,
    messages: chatMessages(request),
    stream: true,
    stream_options: { include_usage: true },
    ...promptCacheKey(request),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { max_completion_tokens: maxTokens }),
    ...(schema ? { response_format: jsonSchemaFormat(schema) } : {}),
    ...(tools?.length ? { tools: tools.map(strictChatTool) } : {}),
  }
}
