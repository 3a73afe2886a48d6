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
  return startModelServer({ ...wire, complaint: (call) => complaint(call, key) })
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
    frame({ type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } }),
  ],
  text: (text) =>
    frame({ type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text } }),
  closing: ({ usage, end = 'complete' }) => [
    frame({ type: 'content_block_stop', index: 1 }),
    frame({
      type: 'message_delta',
      delta: { stop_reason: stopReasons[end], stop_sequence: null },
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

/** Of the input, one token was read from the prompt cache and two were written to it. */
function start(usage: Scene['usage']) {
  const counted = {
    input_tokens: (usage?.input ?? 11) - 3,
    cache_read_input_tokens: 1,
    cache_creation_input_tokens: 2,
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

const message = z.strictObject({
  role: z.enum(['user', 'assistant']),
  content: z.string().regex(/\S/, 'text content blocks must contain non-whitespace text'),
})

const body = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().positive(),
  system: z.string().min(1).optional(),
  messages: z
    .array(message)
    .min(1)
    .refine((said) => said.at(-1)?.role === 'user', 'does not support assistant message prefill'),
  stream: z.literal(true),
  output_config: z
    .strictObject({
      format: z.strictObject({
        type: z.literal('json_schema'),
        schema: z.looseObject({
          type: z.literal('object'),
          additionalProperties: z.literal(false),
        }),
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
