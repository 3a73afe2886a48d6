import Anthropic, { APIError } from '@anthropic-ai/sdk'
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema'
import type {
  MessageCreateParamsStreaming,
  RawContentBlockDeltaEvent,
  RawContentBlockStartEvent,
  RawMessageStreamEvent,
  StopReason,
  Usage,
} from '@anthropic-ai/sdk/resources/messages'

import type { AppError } from '../../core/errors.ts'
import type { ModelProvider, ModelRequest } from '../../core/model.ts'
import { anthropicMessages, anthropicTool, systemBlocks } from './anthropic-messages.ts'
import { fetchBounded } from './bounded-lines.ts'
import { type Deadlines, patience } from './deadline.ts'
import { type Account, refused, unreachable } from './errors.ts'
import { type End, type Piece, modelOver, type Wire } from './relay.ts'

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
  const wire: Wire<RawMessageStreamEvent> = {
    provider: names.provider,
    model,
    deadlines,
    open: (request, signal) => client.messages.create(bodyOf(request, model), { signal }),
    read,
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
    fetch: fetchBounded,
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

/** Thinking, pings and the ends of blocks say nothing for the person. */
function read(event: RawMessageStreamEvent): Piece {
  if (event.type === 'message_start') return inputOf(event.message.usage)
  if (event.type === 'content_block_start') return blockBegun(event)
  if (event.type === 'content_block_delta') return partOf(event)
  if (event.type !== 'message_delta') return {}
  const { stop_reason: reason } = event.delta
  return { outputTokens: event.usage?.output_tokens, end: reason ? ends[reason] : undefined }
}

function blockBegun({ index, content_block: block }: RawContentBlockStartEvent): Piece {
  return block.type === 'tool_use' ? { tools: [{ index, id: block.id, name: block.name }] } : {}
}

function partOf({ index, delta }: RawContentBlockDeltaEvent): Piece {
  if (delta.type === 'text_delta') return { text: delta.text }
  if (delta.type !== 'input_json_delta') return {}
  return { tools: [{ index, arguments: delta.partial_json }] }
}

/** What was read from or written to the prompt cache is counted apart. */
function inputOf(usage: Usage | undefined): Piece {
  if (!usage) return {}
  const { input_tokens: fresh, cache_read_input_tokens: known, cache_creation_input_tokens } = usage
  const cachedInputTokens = known ?? 0
  const written = cache_creation_input_tokens ?? 0
  return { inputTokens: fresh + cachedInputTokens + written, cachedInputTokens }
}

const ends: Readonly<Record<StopReason, End>> = {
  end_turn: 'complete',
  stop_sequence: 'complete',
  tool_use: 'complete',
  pause_turn: 'complete',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'refused',
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
