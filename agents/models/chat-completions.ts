import OpenAI, { APIError } from 'openai'
import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
  ChatCompletionFunctionTool,
  ChatCompletionMessageFunctionToolCall,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions'
import type { ResponseFormatJSONSchema } from 'openai/resources/shared'

import type { AppError } from '../../core/errors.ts'
import type { ModelRequest, ToolCall } from '../../core/model.ts'
import { fetchBounded } from './bounded-lines.ts'
import { type Account, refused, unreachable } from './errors.ts'
import type { End, Piece } from './relay.ts'
import { type Schema, strictForm } from './schema.ts'
import type { ToolFragment } from './tool-calls.ts'

/** OpenAI's chat completions: the wire format that OpenAI itself and every compatible server speak. */
export interface ChatClient {
  send(
    body: ChatCompletionCreateParamsStreaming,
    signal: AbortSignal,
  ): Promise<AsyncIterable<ChatCompletionChunk>>
}

export interface Endpoint {
  readonly baseUrl: string
  /** Absent for servers that ask for none. */
  readonly apiKey?: string | undefined
  readonly timeoutMs: number
}

/** The SDK's own retries, logs and variables are off: we retry, logs quote the stream, and only our settings speak. */
export function openaiClient({ baseUrl, apiKey, timeoutMs }: Endpoint): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    defaultHeaders: apiKey ? {} : { authorization: null },
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: fetchBounded,
    logLevel: 'off',
  })
}

export function chatClient(endpoint: Endpoint): ChatClient {
  const client = openaiClient(endpoint)
  return { send: (body, signal) => client.chat.completions.create(body, { signal }) }
}

/** What stays the same from call to call comes first: a provider's cache goes by the beginning. */
export function chatMessages({ system, context = '', messages }: ModelRequest) {
  const instructions = [system, context].filter((text) => text !== '').join('\n\n')
  const said = messages.map(chatMessage)
  return instructions === '' ? said : [{ role: 'system' as const, content: instructions }, ...said]
}

function chatMessage(message: ModelRequest['messages'][number]): ChatCompletionMessageParam {
  const { role, text } = message
  if (role === 'tool') return { role, tool_call_id: message.callId, content: text }
  if (role === 'user' || !message.toolCalls?.length) return { role, content: text }
  const calls = message.toolCalls.map(chatToolCall)
  return { role, ...(text === '' ? {} : { content: text }), tool_calls: calls }
}

function chatToolCall(call: ToolCall): ChatCompletionMessageFunctionToolCall {
  const { id, name, arguments: given } = call
  return { id, type: 'function', function: { name, arguments: JSON.stringify(given) } }
}

type Tool = NonNullable<ModelRequest['tools']>[number]

export function chatTool({ name, description, json }: Tool): ChatCompletionFunctionTool {
  return { type: 'function', function: { name, description, parameters: { ...json } } }
}

/** Arguments that keep to the schema to the letter, where that can be enforced. */
export function strictChatTool(tool: Tool): ChatCompletionFunctionTool {
  const strict = strictForm(tool.json)
  const loose = chatTool(tool)
  if (!strict) return loose
  return { ...loose, function: { ...loose.function, parameters: { ...strict }, strict: true } }
}

export function jsonSchemaFormat({ name, json }: Schema): ResponseFormatJSONSchema {
  const strict = strictForm(json)
  const schema = { ...(strict ?? json) }
  return { type: 'json_schema', json_schema: { name, schema, strict: strict !== undefined } }
}

/** The chunk with the usage has no choices, and some servers send neither. */
export function readChunk({ choices, usage }: ChatCompletionChunk): Piece {
  const choice = choices?.[0]
  return {
    text: choice?.delta?.content ?? undefined,
    tools: choice?.delta?.tool_calls?.map(toolFragment),
    inputTokens: usage?.prompt_tokens,
    cachedInputTokens: usage?.prompt_tokens_details?.cached_tokens,
    outputTokens: usage?.completion_tokens,
    end: choice && endOf(choice),
  }
}

type Choice = ChatCompletionChunk.Choice
type ChatFragment = NonNullable<Choice['delta']['tool_calls']>[number]

function toolFragment({ index, id, function: part }: ChatFragment): ToolFragment {
  return { index, id, name: part?.name, arguments: part?.arguments }
}

/** A model that declines says why in a field of its own, and then stops like any other. */
function endOf({ delta, finish_reason: reason }: Choice): End | undefined {
  if (delta?.refusal) return 'refused'
  return reason ? (ends[reason] ?? 'complete') : undefined
}

/** Any other word, and servers have many, ends the answer too. */
const ends: Readonly<Record<string, End>> = {
  length: 'length',
  content_filter: 'refused',
}

export function translateChatError(error: unknown, account: Account): AppError {
  if (!(error instanceof APIError) || !isAnswer(error)) return unreachable(error, account)
  const { status, code, type, message, headers } = error
  return refused(
    {
      // Servers such as vLLM put the number into the body of an error that comes inside a stream.
      status: status ?? (Number(code) || undefined),
      reason: code ?? type ?? '',
      message,
      retryAfter: headers?.get('retry-after'),
    },
    account,
  )
}

/** Without status and headers nobody answered. */
function isAnswer({ status, headers }: APIError): boolean {
  return status !== undefined || headers !== undefined
}
