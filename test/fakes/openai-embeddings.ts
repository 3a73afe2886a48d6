import { createHash } from 'node:crypto'

import { z } from 'zod'

import type { Call, PlainDialect, Refusal } from './model-server.ts'
import type { Guarded } from './openai-responses.ts'

/** As many as OpenAI takes in one request. */
const mostInputs = 2_048
const dimensions = 8

const body = z.strictObject({
  model: z.string().min(1),
  input: z.array(z.string().min(1)).min(1).max(mostInputs),
  encoding_format: z.enum(['float', 'base64']),
})

/** OpenAI's embeddings: the same text, the same vector. */
export function embeddingsDialect({ refusal, authorise }: Guarded): PlainDialect {
  return { refusal, complaint: (call) => authorise(call) ?? complaint(call), reply }
}

function complaint({ body: sent }: Call): Refusal | undefined {
  const parsed = body.safeParse(sent)
  if (parsed.success) return undefined
  return { kind: 'status', status: 400, message: z.prettifyError(parsed.error) }
}

/** In no order: whoever asks goes by the index. */
function reply(call: Call) {
  const { model, input, encoding_format: format } = body.parse(call.body)
  const data = input.map((text, index) => {
    const vector = vectorOf(text)
    const embedding = format === 'float' ? [...vector] : base64(vector)
    return { object: 'embedding', index, embedding }
  })
  const usage = { prompt_tokens: input.length, total_tokens: input.length }
  return { object: 'list', model, data: data.toReversed(), usage }
}

function vectorOf(text: string): Float32Array {
  const digest = createHash('sha256').update(text).digest()
  return Float32Array.from({ length: dimensions }, (_, at) => (digest[at] ?? 0) - 127.5)
}

function base64(vector: Float32Array): string {
  return Buffer.from(vector.buffer).toString('base64')
}
