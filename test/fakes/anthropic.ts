import { z } from 'zod'

import {
  type Call,
  type Dialect,
  type ModelServer,
  type Refusal,
  type Scene,
  startModelServer,
} from './model-server.ts'

/** Anthropic's messages API on 127.0.0.1. */
export function startAnthropic(key: string): Promise<ModelServer> {
  const dialect: Dialect = { ...wire, complaint: (call) => complaint(call, key) }
  return startModelServer(() => dialect)
}

const wire: Omit<Dialect, 'complaint'> = {
  refusal: ({ status, message, reason = reasons[status] ?? 'api_error' }) => ({
    type: 'error',
    error: { type: reason, message },
    request_id: 'req_1',
  }),
  opening: ({ usage }: Scene) => [
    frame({ type: 'message_start', message: start(usage) }),
    frame({ type: 'ping' }),
    // Newer models think first, and by default in silence.
    ...block(0, { type: 'thinking', thinking: '', signature: '' }, [
      { type: 'signature_delta', signature: 'EqQB' },
    ]),
    frame({
      type: 'content_block_start',
      index: 1,
      content_block: { type: 'text', text: '' },
    }),
  ],
  text: (text) =>
    frame({ type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text } }),
  calls: (calls) => [
    frame({ type: 'content_block_stop', index: 1 }),
    ...calls.flatMap(({ id, name, parts }, at) =>
      block(
        at + 2,
        { type: 'tool_use', id, name, input: {} },
        parts.map((part) => ({ type: 'input_json_delta', partial_json: part })),
      ),
    ),
  ],
  closing: ({ usage, calls, end = 'complete' }) => [
    frame({
      type: 'message_delta',
      delta: { stop_reason: calls ? 'tool_use' : stopReasons[end], stop_sequence: null },
      ...(usage === null ? {} : { usage: { output_tokens: usage?.output ?? 7 } }),
    }),
    frame({ type: 'message_stop' }),
  ],
  error: (type, message) => frame({ type: 'error', error: { type, message } }),
}

const reasons: Readonly<Record<number, string | undefined>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
}

const stopReasons = { complete: 'end_turn', length: 'max_tokens', refused: 'refusal' }

/** Of the input, one token was read from the prompt cache and two were written to it, or as many as the scene says. */
function start(usage: Scene['usage']) {
  const counted = {
    input_tokens: (usage?.input ?? 11) - (usage?.cached ?? 1) - (usage?.written ?? 2),
    cache_read_input_tokens: usage?.cached ?? 1,
    cache_creation_input_tokens: usage?.written ?? 2,
    output_tokens: 1,
  }
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'a-model',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    ...(usage === null ? {} : { usage: counted }),
  }
}

function block(index: number, content: object, deltas: readonly object[]): string[] {
  return [
    frame({ type: 'content_block_start', index, content_block: content }),
    ...deltas.map((delta) => frame({ type: 'content_block_delta', index, delta })),
    frame({ type: 'content_block_stop', index }),
  ]
}

function frame(data: { readonly type: string; readonly [name: string]: unknown }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`
}

const words = z.string().regex(/\S/, 'text content blocks must contain non-whitespace text')

/** Every object in it, at any depth. */
function isClosed(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return true
  const isOpen = 'type' in schema && schema.type === 'object' && !('additionalProperties' in schema)
  return !isOpen && Object.values(schema).every(isClosed)
}

type Message = z.infer<typeof message>

/** The calls of a message and the results in the next one are the same. */
function isAnswered(said: readonly Message[]): boolean {
  return said.every((each, at) => idsOf(each, 'id') === idsOf(said[at + 1], 'tool_use_id'))
}

function idsOf(said: Message | undefined, field: 'id' | 'tool_use_id'): string {
  const blocks: readonly object[] = typeof said?.content === 'object' ? said.content : []
  const entries = blocks.flatMap((part) => Object.entries(part))
  const ids = entries.flatMap(([name, value]) => (name === field ? [String(value)] : []))
  return ids.toSorted((a, b) => a.localeCompare(b)).join()
}

const cacheControl = z.strictObject({ type: z.literal('ephemeral') })

const contentBlock = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: words, cache_control: cacheControl.optional() }),
  z.strictObject({
    type: z.literal('tool_use'),
    id: z.string().regex(/^[\w-]+$/),
    name: z.string().min(1),
    input: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    type: z.literal('tool_result'),
    tool_use_id: z.string().min(1),
    content: z.string(),
  }),
])

const message = z.strictObject({
  role: z.enum(['user', 'assistant']),
  content: z.union([words, z.array(contentBlock).min(1)]),
})

const tool = z.strictObject({
  name: z.string().regex(/^[\w-]{1,128}$/),
  description: z.string().optional(),
  input_schema: z.looseObject({ type: z.literal('object') }),
})

const body = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().positive(),
  system: z
    .union([
      z.string().min(1),
      z
        .array(
          z.strictObject({
            type: z.literal('text'),
            text: words,
            cache_control: cacheControl.optional(),
          }),
        )
        .min(1)
        .max(4),
    ])
    .optional(),
  messages: z
    .array(message)
    .min(1)
    .refine((said) => said.at(-1)?.role === 'user', 'does not support assistant message prefill')
    .refine(isAnswered, 'tool_use ids were found without tool_result blocks immediately after'),
  tools: z.array(tool).min(1).optional(),
  stream: z.literal(true),
  output_config: z
    .strictObject({
      format: z.strictObject({
        type: z.literal('json_schema'),
        schema: z
          .looseObject({ type: z.literal('object') })
          .refine(isClosed, "'additionalProperties' must be explicitly set to false"),
      }),
    })
    .optional(),
})

function complaint({ method, path, headers, body: sent }: Call, key: string) {
  if (method !== 'POST' || path !== '/v1/messages') return no(404, 'Not found')
  // The API takes the key either way; since its first major version the SDK sends a bearer token.
  const sentKey = headers['x-api-key'] ?? headers.authorization?.replace('Bearer ', '')
  if (sentKey !== key) return no(401, `invalid x-api-key: ${String(sentKey)}`)
  if (!headers['anthropic-version']) return no(400, 'anthropic-version: header is required')
  const parsed = body.safeParse(sent)
  return parsed.success ? undefined : no(400, z.prettifyError(parsed.error))
}

function no(status: number, text: string): Refusal {
  return { kind: 'status', status, message: text }
}
