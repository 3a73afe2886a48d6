import type {
  FunctionTool,
  ResponseCreateParamsStreaming,
  ResponseInputItem,
  ResponseTextConfig,
} from 'openai/resources/responses/responses'
import { z } from 'zod'

import type { AppError } from '../../core/errors.ts'
import type { ModelRequest } from '../../core/model.ts'
import { fetchStream } from './bounded-lines.ts'
import {
  cacheUse,
  type Endpoint,
  failing,
  openaiClient,
  readOpenai,
  translateChatError,
} from './chat-completions.ts'
import type { Deadlines } from './deadline.ts'
import { type Account, refused } from './errors.ts'
import { type ServerEvent, shaped } from './event-stream.ts'
import { promptCacheKey } from './prompt-cache.ts'
import type { Piece, Wire } from './relay.ts'
import { type Schema, strictForm } from './schema.ts'

export interface ResponsesOptions {
  readonly account: Account
  readonly endpoint: Endpoint
  readonly temperature: number | undefined
  readonly deadlines: Deadlines
}

/** OpenAI's Responses API: the wire of models that chat completions do not serve. */
export function openaiResponses(options: ResponsesOptions): Wire {
  const { account, endpoint, deadlines } = options
  const client = openaiClient(endpoint, fetchStream)
  return {
    provider: account.provider,
    model: account.model,
    deadlines,
    open: (request, signal) =>
      client.responses.create(bodyOf(request, options), { signal }).asResponse(),
    read: (event) => read(event, account),
    translate: (error) => translateChatError(error, account),
  }
}

function bodyOf(
  request: ModelRequest,
  { account, temperature }: ResponsesOptions,
): ResponseCreateParamsStreaming {
  const { system, schema, tools, maxTokens } = request
  return {
    model: account.model,
    input: inputOf(request),
    stream: true,
    // We keep what was said; nobody else needs to.
    store: false,
    ...(system === '' ? {} : { instructions: system }),
    ...promptCacheKey(request),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { max_output_tokens: maxTokens }),
    ...(schema ? { text: textFormat(schema) } : {}),
    ...(tools?.length ? { tools: tools.map(functionTool) } : {}),
  }
}

function inputOf({ context, messages }: ModelRequest): ResponseInputItem[] {
  const said = messages.flatMap(inputItems)
  return context ? [{ role: 'developer', content: context }, ...said] : said
}

function inputItems(message: ModelRequest['messages'][number]): ResponseInputItem[] {
  const { role, text } = message
  if (role === 'tool') {
    return [{ type: 'function_call_output', call_id: message.callId, output: text }]
  }
  const said: ResponseInputItem[] = text === '' ? [] : [{ role, content: text }]
  if (role === 'user') return said
  const calls = (message.toolCalls ?? []).map(({ id, name, arguments: given }) => ({
    type: 'function_call' as const,
    call_id: id,
    name,
    arguments: JSON.stringify(given),
  }))
  return [...said, ...calls]
}

function textFormat({ name, json }: Schema): ResponseTextConfig {
  const strict = strictForm(json)
  const schema = { ...(strict ?? json) }
  return { format: { type: 'json_schema', name, schema, strict: strict !== undefined } }
}

type Tool = NonNullable<ModelRequest['tools']>[number]

function functionTool({ name, description, json }: Tool): FunctionTool {
  const strict = strictForm(json)
  const parameters = { ...(strict ?? json) }
  return { type: 'function', name, description, parameters, strict: strict !== undefined }
}

const usage = z.object({
  input_tokens: z.number().nullish(),
  input_tokens_details: cacheUse.nullish(),
  output_tokens: z.number().nullish(),
})

const response = z.object({
  usage: usage.nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})

const item = z.object({
  type: z.string(),
  call_id: z.string().optional(),
  name: z.string().optional(),
})

/** Of some fifty kinds of events, these say something for the person or the bill. */
const telling = z.discriminatedUnion('type', [
  z.object({ type: z.literal('response.output_text.delta'), delta: z.string() }),
  z.object({ type: z.literal('response.refusal.delta') }),
  z.object({ type: z.literal('response.output_item.added'), output_index: z.number(), item }),
  z.object({
    type: z.literal('response.function_call_arguments.delta'),
    output_index: z.number(),
    delta: z.string(),
  }),
  z.object({ type: z.literal('response.completed'), response }),
  z.object({ type: z.literal('response.incomplete'), response }),
  z.object({ type: z.literal('response.failed'), response }),
])
const kinds = new Set<string>(telling.options.map(({ shape }) => shape.type.value))
const anything = z.looseObject({ ...failing, type: z.string() })

function read(sent: ServerEvent, account: Account): Piece {
  const said = readOpenai(anything, sent)
  return kinds.has(said.type) ? pieceOf(shaped(telling, said), account) : {}
}

function pieceOf(event: z.infer<typeof telling>, account: Account): Piece {
  if (event.type === 'response.output_text.delta') return { text: event.delta }
  if (event.type === 'response.refusal.delta') return { end: 'refused' }
  if (event.type === 'response.output_item.added') return callBegun(event.item, event.output_index)
  if (event.type === 'response.function_call_arguments.delta') {
    return { tools: [{ index: event.output_index, arguments: event.delta }] }
  }
  const { response: said } = event
  if (event.type === 'response.failed') throw failureOf(said, account)
  const end: Piece = event.type === 'response.completed' ? { end: 'complete' } : endOf(said)
  return { ...usageOf(said), ...end, isLast: true }
}

/** A name without arguments yet; they come piece by piece. */
function callBegun({ type, call_id: id, name }: z.infer<typeof item>, index: number): Piece {
  return type === 'function_call' ? { tools: [{ index, id, name }] } : {}
}

type Said = z.infer<typeof response>

/** A server that only resembles OpenAI's may leave the usage out. */
function usageOf({ usage: used }: Said): Piece {
  return {
    inputTokens: used?.input_tokens ?? undefined,
    cachedInputTokens: used?.input_tokens_details?.cached_tokens ?? undefined,
    cacheWriteTokens: used?.input_tokens_details?.cache_write_tokens ?? undefined,
    outputTokens: used?.output_tokens ?? undefined,
  }
}

function endOf({ incomplete_details: details }: Said): Piece {
  if (details?.reason === 'max_output_tokens') return { end: 'length' }
  return details?.reason === 'content_filter' ? { end: 'refused' } : {}
}

function failureOf({ error }: Said, account: Account): AppError {
  const reason = error?.code ?? ''
  const message = error?.message ?? 'the response failed'
  return refused({ status: undefined, reason, message, retryAfter: null }, account)
}
