import type {
  FunctionTool,
  Response,
  ResponseCreateParamsStreaming,
  ResponseInputItem,
  ResponseOutputItemAddedEvent,
  ResponseStreamEvent,
  ResponseTextConfig,
} from 'openai/resources/responses/responses'

import type { AppError } from '../../core/errors.ts'
import type { ModelRequest } from '../../core/model.ts'
import { type Endpoint, openaiClient, translateChatError } from './chat-completions.ts'
import type { Deadlines } from './deadline.ts'
import { type Account, refused } from './errors.ts'
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
export function openaiResponses(options: ResponsesOptions): Wire<ResponseStreamEvent> {
  const { account, endpoint, deadlines } = options
  const client = openaiClient(endpoint)
  return {
    provider: account.provider,
    model: account.model,
    deadlines,
    open: (request, signal) => client.responses.create(bodyOf(request, options), { signal }),
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

/** Of some fifty kinds of events, these say something for the person or the bill. */
function read(event: ResponseStreamEvent, account: Account): Piece {
  const { type } = event
  if (type === 'response.output_text.delta') return { text: event.delta }
  if (type === 'response.refusal.delta') return { end: 'refused' }
  if (type === 'response.output_item.added') return callBegun(event)
  if (type === 'response.function_call_arguments.delta') {
    return { tools: [{ index: event.output_index, arguments: event.delta }] }
  }
  if (type === 'response.completed') return { ...usageOf(event.response), end: 'complete' }
  if (type === 'response.incomplete')
    return { ...usageOf(event.response), ...endOf(event.response) }
  if (type === 'response.failed') throw failureOf(event.response, account)
  return {}
}

/** A name without arguments yet; they come piece by piece. */
function callBegun({ item, output_index: index }: ResponseOutputItemAddedEvent): Piece {
  if (item.type !== 'function_call') return {}
  return { tools: [{ index, id: item.call_id, name: item.name }] }
}

/** A server that only resembles OpenAI's may leave the usage out. */
function usageOf({ usage }: Response): Piece {
  return {
    inputTokens: usage?.input_tokens,
    cachedInputTokens: usage?.input_tokens_details?.cached_tokens,
    outputTokens: usage?.output_tokens,
  }
}

function endOf({ incomplete_details: details }: Response): Piece {
  if (details?.reason === 'max_output_tokens') return { end: 'length' }
  return details?.reason === 'content_filter' ? { end: 'refused' } : {}
}

function failureOf({ error }: Response, account: Account): AppError {
  const { code = '', message = 'the response failed' } = error ?? {}
  return refused({ status: undefined, reason: code, message, retryAfter: null }, account)
}
