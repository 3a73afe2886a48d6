import { z } from 'zod'

import type { Call, Dialect, Refusal, Scene, ToolUse } from './model-server.ts'
import { strictComplaint } from './strict-schema.ts'

export interface Guarded {
  readonly refusal: (refusal: Refusal) => unknown
  readonly authorise: (call: Call) => Refusal | undefined
}

/** OpenAI's Responses API. */
export function responsesDialect({ refusal, authorise }: Guarded): Dialect {
  return {
    refusal,
    complaint: (call) => authorise(call) ?? complaint(call),
    opening: () => [
      frame({ type: 'response.created', response: { ...response, status: 'in_progress' } }),
      frame({ type: 'response.in_progress', response: { ...response, status: 'in_progress' } }),
      ...thinking,
      frame({ type: 'response.output_item.added', output_index: 1, item: item('message') }),
    ],
    text: (delta) =>
      frame({ type: 'response.output_text.delta', output_index: 1, content_index: 0, delta }),
    calls: (calls) => calls.flatMap((call, at) => callFrames(call, at + 2)),
    closing,
    error: (code, message) => frame({ type: 'error', code, message, param: null }),
  }
}

const response = { id: 'resp_1', object: 'response', model: 'a-model', output: [], error: null }

/** Reasoning models think first; what they think is an item of its own. */
const thinking = [
  frame({ type: 'response.output_item.added', output_index: 0, item: item('reasoning') }),
  frame({ type: 'response.output_item.done', output_index: 0, item: item('reasoning') }),
]

function item(type: string) {
  return { id: 'item_1', type, status: 'in_progress' }
}

function callFrames({ id, name, parts }: ToolUse, index: number): string[] {
  const call = { id: `fc_${id}`, type: 'function_call', call_id: id, name, arguments: '' }
  const place = { output_index: index, item_id: call.id }
  const whole = { ...call, arguments: parts.join('') }
  return [
    frame({ type: 'response.output_item.added', output_index: index, item: call }),
    ...parts.map((delta) =>
      frame({ type: 'response.function_call_arguments.delta', ...place, delta }),
    ),
    frame({ type: 'response.function_call_arguments.done', ...place, arguments: whole.arguments }),
    frame({ type: 'response.output_item.done', output_index: index, item: whole }),
  ]
}

function closing({ usage, fault, end = 'complete' }: Scene): readonly string[] {
  if (typeof fault === 'object' && fault.kind === 'failed') {
    const error = { code: fault.reason, message: fault.message }
    return [frame({ type: 'response.failed', response: { ...response, status: 'failed', error } })]
  }
  const last = { ...response, ...(usage === null ? {} : { usage: usageOf(usage) }) }
  if (end === 'complete') {
    return [frame({ type: 'response.completed', response: { ...last, status: 'completed' } })]
  }
  const reason = end === 'length' ? 'max_output_tokens' : 'content_filter'
  const cut = { ...last, status: 'incomplete', incomplete_details: { reason } }
  return [frame({ type: 'response.incomplete', response: cut })]
}

function usageOf(
  { input, cached = 0, written = 0, output }: NonNullable<Scene['usage']> = {
    input: 11,
    output: 7,
  },
) {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + output,
  }
}

function frame(event: { readonly type: string; readonly [name: string]: unknown }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify({ sequence_number: 0, ...event })}\n\n`
}

const schema = {
  name: z.string().regex(/^[\w-]{1,64}$/),
  strict: z.boolean(),
}

const body = z.strictObject({
  model: z.string().min(1),
  instructions: z.string().min(1).optional(),
  input: z
    .array(
      z.union([
        z.strictObject({ role: z.enum(['user', 'assistant', 'developer']), content: z.string() }),
        z.strictObject({
          type: z.literal('function_call'),
          call_id: z.string().min(1),
          name: z.string().min(1),
          arguments: z.string(),
        }),
        z.strictObject({
          type: z.literal('function_call_output'),
          call_id: z.string().min(1),
          output: z.string(),
        }),
      ]),
    )
    .min(1),
  stream: z.literal(true),
  store: z.literal(false),
  prompt_cache_key: z.string().max(64).optional(),
  temperature: z.number().min(0).max(2).optional(),
  max_output_tokens: z.int().min(16).optional(),
  text: z
    .strictObject({
      format: z.strictObject({
        ...schema,
        type: z.literal('json_schema'),
        schema: z.record(z.string(), z.unknown()),
      }),
    })
    .optional(),
  tools: z
    .array(
      z.strictObject({
        ...schema,
        type: z.literal('function'),
        description: z.string().optional(),
        parameters: z.looseObject({ type: z.literal('object') }),
      }),
    )
    .min(1)
    .optional(),
})

function complaint({ method, body: sent }: Call): Refusal | undefined {
  if (method !== 'POST') return { kind: 'status', status: 405, message: 'Method not allowed' }
  const parsed = body.safeParse(sent)
  if (!parsed.success) return no(z.prettifyError(parsed.error))
  const { model, input, temperature, text, tools = [] } = parsed.data
  if (temperature !== undefined && /^o\d/.test(model)) {
    return no("Unsupported parameter: 'temperature' is not supported with this model.")
  }
  const calls = new Set(input.flatMap((said) => ('name' in said ? [said.call_id] : [])))
  if (input.some((said) => 'output' in said && !calls.has(said.call_id))) {
    return no('No tool call found for function call output.')
  }
  const strict: unknown[] = tools.flatMap((tool) => (tool.strict ? [tool.parameters] : []))
  if (text?.format.strict) strict.push(text.format.schema)
  const found = strict.map(strictComplaint).find((words) => words !== undefined)
  return found === undefined ? undefined : no(found)
}

function no(message: string): Refusal {
  return { kind: 'status', status: 400, message }
}
