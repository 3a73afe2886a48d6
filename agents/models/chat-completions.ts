import OpenAI, { APIError } from 'openai'
import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionFunctionTool,
  ChatCompletionMessageFunctionToolCall,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions'
import type { ResponseFormatJSONSchema } from 'openai/resources/shared'
import { z } from 'zod'

import type { AppError } from '../../core/errors.ts'
import type { ModelRequest, ToolCall } from '../../core/model.ts'
import { fetchBounded, fetchStream } from './bounded-lines.ts'
import { type Account, refused, unreachable } from './errors.ts'
import { readData, type ServerEvent } from './event-stream.ts'
import type { End, Piece } from './relay.ts'
import { type Schema, strictForm } from './schema.ts'
import type { ToolFragment } from './tool-calls.ts'

/** OpenAI's chat completions: the wire format that OpenAI itself and every compatible server speak. */
export interface ChatClient {
  /** The SDK asks, and throws what is refused; the stream is read here, which is quicker. */
  send(body: ChatCompletionCreateParamsStreaming, signal: AbortSignal): Promise<Response>
}

export interface Endpoint {
  readonly baseUrl: string
  /** Absent for servers that ask for none. */
  readonly apiKey?: string | undefined
  readonly timeoutMs: number
}

/** The SDK's own retries, logs and variables are off: we retry, logs quote the stream, and only our settings speak. */
export function openaiClient(
  { baseUrl, apiKey, timeoutMs }: Endpoint,
  fetch: typeof fetchBounded = fetchBounded,
): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    defaultHeaders: apiKey ? {} : { authorization: null },
    maxRetries: 0,
    timeout: timeoutMs,
    fetch,
    logLevel: 'off',
  })
}

export function chatClient(endpoint: Endpoint): ChatClient {
  const client = openaiClient(endpoint, fetchStream)
  return {
    send: (body, signal) => client.chat.completions.create(body, { signal }).asResponse(),
  }
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
export function readChunk(event: ServerEvent): Piece {
  if (event.data === '[DONE]') return { isLast: true }
  const { choices, usage } = readOpenai(chunk, event)
  const choice = choices?.[0]
  return {
    text: choice?.delta?.content ?? undefined,
    tools: choice?.delta?.tool_calls?.map(toolFragment),
    inputTokens: usage?.prompt_tokens ?? undefined,
    cachedInputTokens: usage?.prompt_tokens_details?.cached_tokens ?? undefined,
    cacheWriteTokens: usage?.prompt_tokens_details?.cache_write_tokens ?? undefined,
    outputTokens: usage?.completion_tokens ?? undefined,
    end: choice && endOf(choice),
  }
}

const fragment = z.object({
  index: z.number().nullish(),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
})

const choice = z.object({
  delta: z
    .object({
      content: z.string().nullish(),
      refusal: z.string().nullish(),
      tool_calls: z.array(fragment).nullish(),
    })
    .nullish(),
  finish_reason: z.string().nullish(),
})

/** In the place of anything else. */
export const failing = { error: z.union([z.string(), z.looseObject({})]).nullish() }
const failure = z.looseObject(failing)
type Failing = Pick<z.infer<typeof failure>, 'error'>

/** Parts of the input. */
export const cacheUse = z.object({
  cached_tokens: z.number().nullish(),
  cache_write_tokens: z.number().nullish(),
})

/** What we read of OpenAI's chunks, and as much of it missing as compatible servers leave out. */
const chunk = z.object({
  ...failing,
  choices: z.array(choice).nullish(),
  usage: z
    .object({
      prompt_tokens: z.number().nullish(),
      prompt_tokens_details: cacheUse.nullish(),
      completion_tokens: z.number().nullish(),
    })
    .nullish(),
})

/** An error that comes after the answer began is thrown as the SDK itself would throw it. */
export function readOpenai<Said extends Failing>(
  schema: z.ZodType<Said>,
  event: ServerEvent,
): Said {
  if (event.event === 'error') {
    const said = readData(failure, event)
    throw new APIError(undefined, said.error ?? said, undefined, new Headers())
  }
  const said = readData(schema, event)
  if (said.error) throw new APIError(undefined, said.error, undefined, new Headers())
  return said
}

function toolFragment({ index, id, function: part }: z.infer<typeof fragment>): ToolFragment {
  return {
    index: index ?? undefined,
    id: id ?? undefined,
    name: part?.name ?? undefined,
    arguments: part?.arguments ?? undefined,
  }
}

/** A model that declines says why in a field of its own, and then stops like any other. */
function endOf({ delta, finish_reason: reason }: z.infer<typeof choice>): End | undefined {
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
