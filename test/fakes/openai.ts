import { z } from 'zod'

import {
  type Call,
  type Dialect,
  type ModelServer,
  type Refusal,
  type Scene,
  startModelServer,
} from './model-server.ts'

export interface ChatRules {
  /** Undefined: the server asks for none, and none may come. */
  readonly key: string | undefined
  /** Fields a server does not know: the strictest ones refuse them. */
  readonly unknown?: readonly ('json_schema' | 'json_object' | 'stream_options')[]
  /** OpenAI's own word, or the older one of compatible servers. */
  readonly limit: 'max_completion_tokens' | 'max_tokens'
}

/** OpenAI's chat completions on 127.0.0.1, under `/v1`. */
export function startOpenai(rules: ChatRules): Promise<ModelServer> {
  return startModelServer({ ...wire, complaint: (call) => complaint(call, rules) })
}

const wire: Omit<Dialect, 'complaint'> = {
  refusal: ({ message, reason = null }) => ({
    error: { message, type: 'invalid_request_error', param: null, code: reason },
  }),
  opening: () => [
    // Some servers begin with a chunk that has no choices, in one way or the other.
    frame({ ...envelope, choices: [] }),
    frame(envelope),
    chunk({ delta: { role: 'assistant', content: '' } }),
  ],
  text: (delta) => chunk({ delta: { content: delta } }),
  closing: ({ usage, end = 'complete' }: Scene) => [
    chunk({ delta: {}, finish_reason: finishReasons[end] }),
    // The real one sends an empty list of choices with the usage.
    ...(usage === null ? [] : [frame({ ...envelope, choices: [], usage: usageOf(usage) })]),
    'data: [DONE]\n\n',
  ],
  error: (reason, message) => frame({ error: { message, type: reason, param: null, code: null } }),
}

const finishReasons = { complete: 'stop', length: 'length', refused: 'content_filter' }

function usageOf({ input, output }: NonNullable<Scene['usage']> = { input: 11, output: 7 }) {
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output }
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

const message = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
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
  response_format: z
    .union([jsonSchema, z.strictObject({ type: z.literal('json_object') })])
    .optional(),
})

function complaint({ method, path, headers, body: sent }: Call, rules: ChatRules) {
  if (method !== 'POST' || path !== '/v1/chat/completions') {
    return no(404, `Invalid URL (${method} ${path})`)
  }
  const authorization = rules.key === undefined ? undefined : `Bearer ${rules.key}`
  if (headers.authorization !== authorization) {
    return no(401, `Incorrect API key provided: ${headers.authorization}`, 'invalid_api_key')
  }
  const parsed = body.safeParse(sent)
  if (!parsed.success) return no(400, z.prettifyError(parsed.error))
  const other = rules.limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'
  const unknown = [...(rules.unknown ?? []), other].find((name) => used(parsed.data).has(name))
  return unknown === undefined ? undefined : no(400, `Unsupported parameter: '${unknown}'`)
}

function used(sent: z.infer<typeof body>): ReadonlySet<string> {
  return new Set([...Object.keys(sent), sent.response_format?.type ?? ''])
}

function no(status: number, text: string, reason?: string): Refusal {
  return { kind: 'status', status, message: text, ...(reason ? { reason } : {}) }
}
