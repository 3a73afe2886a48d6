import Anthropic, { APIError } from '@anthropic-ai/sdk'
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema'
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages'

import type { AppError } from '../../core/errors.ts'
import type { ModelProvider, ModelRequest } from '../../core/model.ts'
import { readEvent } from './anthropic-events.ts'
import { anthropicMessages, anthropicTool, systemBlocks } from './anthropic-messages.ts'
import { fetchStream } from './bounded-lines.ts'
import { type Deadlines, patience } from './deadline.ts'
import { type Account, refused, unreachable } from './errors.ts'
import { modelOver, type Wire } from './relay.ts'

export interface AnthropicOptions {
  readonly apiKey: string
  readonly baseUrl?: string | undefined
  readonly model?: string | undefined
  readonly deadlines?: Deadlines
}

export function anthropicModel(options: AnthropicOptions): ModelProvider {
  const { apiKey, deadlines = patience } = options
  const { baseUrl = 'https://api.anthropic.com', model = 'claude-haiku-5-5' } = options
  const account: Account = { ...names, model, key: apiKey }
  const client = openClient(baseUrl, apiKey, deadlines)
  const wire: Wire = {
    provider: names.provider,
    model,
    deadlines,
    open: (request, signal) =>
      client.messages.create(bodyOf(request, model), { signal }).asResponse(),
    read: readEvent,
    translate: (error) => translate(error, account),
  }
  return modelOver(wire)
}

const names = {
  provider: 'anthropic',
  title: 'Anthropic',
  variables: { key: 'ANTHROPIC_API_KEY', model: 'ANTHROPIC_MODEL', url: 'ANTHROPIC_BASE_URL' },
}

/** The SDK's own retries, logs and traces are off: we retry and trace, and its logs quote the stream. */
function openClient(baseURL: string, apiKey: string, { totalMs }: Deadlines): Anthropic {
  return new Anthropic({
    baseURL,
    apiKey,
    maxRetries: 0,
    timeout: totalMs,
    fetch: fetchStream,
    logLevel: 'off',
    openTelemetry: { traces: false, propagation: false },
  })
}

/** The API asks for a limit, and what a model thinks counts towards it. */
const defaultMaxTokens = 8_192

function bodyOf(request: ModelRequest, model: string): MessageCreateParamsStreaming {
  const { schema, tools, maxTokens = defaultMaxTokens } = request
  const system = systemBlocks(request)
  return {
    model,
    max_tokens: maxTokens,
    ...(system.length === 0 ? {} : { system }),
    messages: anthropicMessages(request.messages),
    stream: true,
    ...(schema ? { output_config: { format: formatOf(schema.json) } } : {}),
    ...(tools?.length ? { tools: tools.map(anthropicTool) } : {}),
  }
}

function formatOf(json: Readonly<Record<string, unknown>>) {
  return { type: 'json_schema' as const, schema: transformJSONSchema({ ...json }) }
}

function translate(error: unknown, account: Account): AppError {
  if (!(error instanceof APIError) || !isAnswer(error)) return unreachable(error, account)
  const { status, type, message, apiMessage, headers } = error
  return refused(
    {
      status,
      reason: type ?? '',
      message: apiMessage ? `${status ?? type} ${apiMessage}` : message,
      retryAfter: headers?.get('retry-after'),
    },
    account,
  )
}

/** Without status and headers nobody answered. */
function isAnswer({ status, headers }: APIError): boolean {
  return status !== undefined || headers !== undefined
}
