import { z } from 'zod'

import {
  type Call,
  type Dialect,
  type ModelServer,
  type PlainDialect,
  type Refusal,
  type Scene,
  startModelServer,
  type ToolUse,
} from './model-server.ts'
import { embeddingsDialect } from './openai-embeddings.ts'
import { responsesDialect } from './openai-responses.ts'
import { strictComplaint } from './strict-schema.ts'

export interface ChatRules {
  /** Undefined: the server asks for none, and none may come. */
  readonly key: string | undefined
  /** Fields a server does not know: the strictest ones refuse them. */
  readonly unknown?: readonly ('json_schema' | 'json_object' | 'stream_options')[]
  /** Fragments of tool calls come without their number, as from some compatible servers. */
  readonly isUnnumbered?: boolean
  /** OpenAI's own word, or the older one of compatible servers. */
  readonly limit: 'max_completion_tokens' | 'max_tokens'
}

/** OpenAI's chat completions, responses and embeddings on 127.0.0.1, under `/v1`. */
export function startOpenai(rules: ChatRules): Promise<ModelServer> {
  const chat: Dialect = {
    ...wire,
    refusal,
    calls: (calls) =>
      calls.flatMap((call, at) => callChunks(call, rules.isUnnumbered ? {} : { index: at })),
    complaint: (call) => complaint(call, rules),
  }
  const guarded = { refusal, authorise: (call: Call) => authorise(call, rules) }
  const others: Readonly<Record<string, Dialect | PlainDialect>> = {
    '/v1/responses': responsesDialect(guarded),
    '/v1/embeddings': embeddingsDialect(guarded),
  }
  return startModelServer((path) => others[path] ?? chat)
}

function refusal({ message: text, reason }: Refusal) {
  const code = reason ?? null
  return { error: { message: text, type: 'invalid_request_error', param: null, code } }
}

/** The name first, then the arguments piece by piece. */
function callChunks({ id, name, parts }: ToolUse, numbered: { readonly index?: number }): string[] {
  const begun = { ...numbered, id, type: 'function', function: { name, arguments: '' } }
  const rest = parts.map((part) => ({ ...numbered, function: { arguments: part } }))
  return [begun, ...rest].map((fragment) => chunk({ delta: { tool_calls: [fragment] } }))
}

const wire: Omit<Dialect, 'complaint' | 'calls' | 'refusal'> = {
  opening: () => [
    // Some servers begin with a chunk that has no choices, in one way or the other.
    frame({ ...envelope, choices: [] }),
    frame(envelope),
    chunk({ delta: { role: 'assistant', content: '' } }),
  ],
  text: (delta) => chunk({ delta: { content: delta } }),
  closing: ({ usage, calls, declines, end = 'complete' }: Scene) => [
    ...(declines === undefined ? [] : [chunk({ delta: { refusal: declines } })]),
    chunk({ delta: {}, finish_reason: calls ? 'tool_calls' : finishReasons[end] }),
    // The real one sends an empty list of choices with the usage.
    ...(usage === null ? [] : [frame({ ...envelope, choices: [], usage: usageOf(usage) })]),
    'data: [DONE]\n\n',
  ],
  error: (reason, message) => frame({ error: { message, type: reason, param: null, code: null } }),
}

const finishReasons = { complete: 'stop', length: 'length', refused: 'content_filter' }

function usageOf(
  { input, cached, written, output }: NonNullable<Scene['usage']> = { input: 11, output: 7 },
) {
  return {
    prompt_tokens: input,
    ...(cached === undefined
      ? {}
      : { prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: written } }),
    completion_tokens: output,
    total_tokens: input + output,
  }
}

const envelope = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_790_000_000,
  model: 'a-model',
}

function chunk(choice: object): string {
  return frame({ ...envelope, choices: [{ index: 0, finish_reason: null, ...choice }] })
}

function frame(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`
}

const toolCall = z.strictObject({
  id: z.string().min(1),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string().min(1), arguments: z.string() }),
})

const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: z.string() }),
  z.strictObject({ role: z.literal('user'), content: z.string() }),
  z
    .strictObject({
      role: z.literal('assistant'),
      content: z.string().optional(),
      tool_calls: z.array(toolCall).min(1).optional(),
    })
    .refine(({ content, tool_calls: calls }) => content !== undefined || calls !== undefined),
  z.strictObject({ role: z.literal('tool'), tool_call_id: z.string().min(1), content: z.string() }),
])

const tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string().regex(/^[\w-]{1,64}$/),
    description: z.string().optional(),
    parameters: z.looseObject({ type: z.literal('object') }),
    strict: z.boolean().optional(),
  }),
})

const jsonSchema = z.strictObject({
  type: z.literal('json_schema'),
  json_schema: z.strictObject({
    name: z.string().regex(/^[\w-]{1,64}$/),
    schema: z.record(z.string(), z.unknown()),
    strict: z.boolean(),
  }),
})

const body = z.strictObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.literal(true) }).optional(),
  temperature: z.number().min(0).max(2).optional(),
  max_completion_tokens: z.int().positive().optional(),
  max_tokens: z.int().positive().optional(),
  prompt_cache_key: z.string().max(64).optional(),
  tools: z.array(tool).min(1).optional(),
  response_format: z
    .union([jsonSchema, z.strictObject({ type: z.literal('json_object') })])
    .optional(),
})

function complaint(call: Call, rules: ChatRules): Refusal | undefined {
  const { method, path, body: sent } = call
  if (method !== 'POST' || path !== '/v1/chat/completions') {
    return no(404, `Invalid URL (${method} ${path})`)
  }
  const parsed = body.safeParse(sent)
  if (!parsed.success) return authorise(call, rules) ?? no(400, z.prettifyError(parsed.error))
  return (
    authorise(call, rules) ??
    unsupported(parsed.data, rules) ??
    orphaned(parsed.data.messages) ??
    unenforceable(parsed.data)
  )
}

function authorise({ headers }: Call, { key }: ChatRules): Refusal | undefined {
  const authorization = key === undefined ? undefined : `Bearer ${key}`
  if (headers.authorization === authorization) return undefined
  return no(401, `Incorrect API key provided: ${headers.authorization}`, 'invalid_api_key')
}

type Body = z.infer<typeof body>

/** Compatible servers know the older word for the limit and nothing of OpenAI's own cache. */
function unsupported(sent: Body, { limit, unknown = [] }: ChatRules): Refusal | undefined {
  const isOld = limit === 'max_tokens'
  const foreign = isOld ? ['max_completion_tokens', 'prompt_cache_key'] : ['max_tokens']
  const used = new Set([...Object.keys(sent), sent.response_format?.type ?? ''])
  const name = [...unknown, ...foreign].find((field) => used.has(field))
  if (name !== undefined) return no(400, `Unsupported parameter: '${name}'`)
  if (sent.temperature === undefined || !/^o\d/.test(sent.model)) return undefined
  const words = "Unsupported value: 'temperature' does not support this value with this model."
  return no(400, words, 'unsupported_value')
}

/** Every result stands behind the call that it answers, and every call has its result. */
function orphaned(messages: Body['messages']): Refusal | undefined {
  let open = new Set<string>()
  for (const said of messages) {
    if (said.role === 'tool') {
      if (!open.delete(said.tool_call_id)) return no(400, "'tool' must follow its 'tool_calls'")
    } else if (open.size > 0) return no(400, "'tool_calls' must be followed by tool messages")
    else if (said.role === 'assistant') open = new Set(said.tool_calls?.map(({ id }) => id))
  }
  return undefined
}

function unenforceable({ response_format: format, tools = [] }: Body): Refusal | undefined {
  const strict = tools.filter(({ function: { strict: isStrict } }) => isStrict)
  const schemas = strict.map(({ function: { parameters } }): unknown => parameters)
  if (format?.type === 'json_schema' && format.json_schema.strict) {
    schemas.push(format.json_schema.schema)
  }
  const complaints = schemas.map(strictComplaint)
  const found = complaints.find((text) => text !== undefined)
  return found === undefined ? undefined : no(400, found, 'invalid_function_parameters')
}

function no(status: number, text: string, reason?: string): Refusal {
  return { kind: 'status', status, message: text, ...(reason ? { reason } : {}) }
}
