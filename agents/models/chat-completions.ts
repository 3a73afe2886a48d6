import OpenAI, { APIError } from 'openai'
import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions'
import type { ResponseFormatJSONSchema } from 'openai/resources/shared'

import type { AppError } from '../../core/errors.ts'
import type { ModelRequest } from '../../core/types.ts'
import { type Account, refused, unreachable } from './errors.ts'
import type { End, Piece } from './relay.ts'
import { isStrict, type Schema } from './schema.ts'

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
export function chatClient({ baseUrl, apiKey, timeoutMs }: Endpoint): ChatClient {
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    defaultHeaders: apiKey ? {} : { authorization: null },
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
  })
  return {
    send: (body, signal) => client.chat.completions.create(body, { signal }),
  }
}

export function chatMessages({ system, messages }: ModelRequest): ChatCompletionMessageParam[] {
  const said = messages.map(({ role, text }) => ({ role, content: text }))
  return system === '' ? said : [{ role: 'system', content: system }, ...said]
}

export function jsonSchemaFormat({ name, json }: Schema): ResponseFormatJSONSchema {
  return {
    type: 'json_schema',
    json_schema: { name, schema: { ...json }, strict: isStrict(json) },
  }
}

/** The chunk with the usage has no choices, and some servers send neither. */
export function readChunk({ choices, usage }: ChatCompletionChunk): Piece {
  const choice = choices?.[0]
  return {
    text: choice?.delta?.content ?? undefined,
    inputTokens: usage?.prompt_tokens,
    outputTokens: usage?.completion_tokens,
    end: choice?.finish_reason ? (ends[choice.finish_reason] ?? 'complete') : undefined,
  }
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
