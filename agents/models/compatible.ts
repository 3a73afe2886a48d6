import { APIError } from 'openai'
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'

import type { Logger } from '../../core/logger.ts'
import type { ModelProvider, ModelRequest } from '../../core/model.ts'
import {
  chatClient,
  chatMessages,
  chatTool,
  jsonSchemaFormat,
  readChunk,
  translateChatError,
} from './chat-completions.ts'
import { type Deadlines, patience } from './deadline.ts'
import type { Account } from './errors.ts'
import { modelOver, type Wire } from './relay.ts'
import { inWords } from './schema.ts'

export interface CompatibleOptions {
  /** Up to and with the version: `http://localhost:11434/v1`. */
  readonly baseUrl: string
  readonly apiKey?: string | undefined
  readonly model: string
  readonly deadlines?: Deadlines
  /** Told once, what the server does not take: that is a setting of the server, or an old version of it. */
  readonly logger?: Pick<Logger, 'info'> | undefined
}

/** Any server that speaks OpenAI's chat completions: Ollama, vLLM, LM Studio, a gateway. */
export function compatibleModel(options: CompatibleOptions): ModelProvider {
  const { baseUrl, apiKey, model, deadlines = unhurried, logger } = options
  const account: Account = { ...names, model, key: apiKey ?? '' }
  const client = chatClient({ baseUrl, apiKey, timeoutMs: deadlines.totalMs })
  /** The form that this server accepts: the next request begins with it. */
  let learned: Form = 'full'

  const wire: Wire = {
    provider: names.provider,
    model,
    deadlines,
    open: (request, signal) => send(request, signal, learned),
    read: readChunk,
    translate: (error) => translateChatError(error, account),
  }

  async function send(request: ModelRequest, signal: AbortSignal, form: Form): Promise<Response> {
    try {
      const response = await client.send(bodyOf(request, model, form), signal)
      learn(form)
      return response
    } catch (error) {
      const plainer = plainerThan(form, request)
      if (!plainer || !isTurnedDown(error)) throw error
      return send(request, signal, plainer)
    }
  }

  /** Towards the plainer only: a call that began before the server was known teaches nothing. */
  function learn(form: Form): void {
    if (forms.indexOf(form) <= forms.indexOf(learned)) return
    learned = form
    logger?.info({ model, ...told[form] }, 'the model server takes plainer requests only')
  }

  return modelOver(wire)
}

const names = {
  provider: 'custom',
  title: 'The custom model server',
  variables: {
    key: 'CUSTOM_LLM_API_KEY',
    model: 'CUSTOM_LLM_MODEL',
    url: 'CUSTOM_LLM_BASE_URL',
  },
}

/** A local server may have to load the model first. */
const unhurried: Deadlines = { ...patience, firstMs: 90_000 }

/**
 * How much of the format a request uses: all of it; `json_object` with the schema in words; nothing that a
 * server could object to. Servers differ in what they know.
 */
const forms = ['full', 'object', 'plain'] as const
type Form = (typeof forms)[number]

/** What the log says of each. */
const told: Readonly<Record<Form, object>> = {
  full: { schema: 'enforced', usage: 'asked for' },
  object: { schema: 'in words, as json_object', usage: 'asked for' },
  plain: { schema: 'in words', usage: 'estimated' },
}

function plainerThan(form: Form, { schema }: ModelRequest): Form | undefined {
  if (form === 'plain') return undefined
  return form === 'full' && schema ? 'object' : 'plain'
}

/** A server that does not know a field refuses the request and names the field, each in its own words. */
function isTurnedDown(error: unknown): boolean {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return false
  return /response.?format|json|schema|grammar|stream_options|include_usage/i.test(error.message)
}

function bodyOf(
  request: ModelRequest,
  model: string,
  form: Form,
): ChatCompletionCreateParamsStreaming {
  const { tools, maxTokens } = request
  return {
    model,
    messages: chatMessages(form === 'full' ? request : withSchemaInWords(request)),
    stream: true,
    ...(form === 'plain' ? {} : { stream_options: { include_usage: true } }),
    // The newer name for it is unknown to most compatible servers.
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...(tools?.length ? { tools: tools.map(chatTool) } : {}),
    ...formatOf(request, form),
  }
}

function withSchemaInWords(request: ModelRequest): ModelRequest {
  if (!request.schema) return request
  const parts = [request.system, inWords(request.schema)].filter((part) => part !== '')
  return { ...request, system: parts.join('\n\n') }
}

function formatOf({ schema }: ModelRequest, form: Form) {
  if (!schema || form === 'plain') return {}
  if (form === 'object') return { response_format: { type: 'json_object' as const } }
  return { response_format: jsonSchemaFormat(schema) }
}
