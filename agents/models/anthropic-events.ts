import { APIError } from '@anthropic-ai/sdk'
import type { StopReason } from '@anthropic-ai/sdk/resources/messages'
import { z } from 'zod'

import { readData, type ServerEvent } from './event-stream.ts'
import type { End, Piece } from './relay.ts'

const usage = z.object({
  input_tokens: z.number().nullish(),
  cache_read_input_tokens: z.number().nullish(),
  cache_creation_input_tokens: z.number().nullish(),
  output_tokens: z.number().nullish(),
})

/** What we read of Anthropic's events, of all kinds; there will be kinds that we do not know. */
const said = z.object({
  type: z.string(),
  index: z.number().optional(),
  message: z.object({ usage: usage.nullish() }).optional(),
  content_block: z
    .object({ type: z.string(), id: z.string().optional(), name: z.string().optional() })
    .optional(),
  delta: z
    .object({
      type: z.string().optional(),
      text: z.string().optional(),
      partial_json: z.string().optional(),
      stop_reason: z.string().nullish(),
    })
    .optional(),
  usage: usage.nullish(),
})
type Said = z.infer<typeof said>

/** Thinking, pings and the ends of blocks say nothing for the person. */
export function readEvent(event: ServerEvent): Piece {
  if (event.event === 'error') throw failureOf(event)
  const { type, message, usage: used, ...parts } = readData(said, event)
  if (type === 'message_start') return inputOf(message?.usage)
  if (type === 'content_block_start') return blockBegun(parts)
  if (type === 'content_block_delta') return partOf(parts)
  if (type === 'message_stop') return { isLast: true }
  if (type !== 'message_delta') return {}
  return { outputTokens: used?.output_tokens ?? undefined, end: endOf(parts) }
}

type Parts = Pick<Said, 'index' | 'content_block' | 'delta'>

function blockBegun({ index, content_block: block }: Parts): Piece {
  return block?.type === 'tool_use' ? { tools: [{ index, id: block.id, name: block.name }] } : {}
}

function partOf({ index, delta }: Parts): Piece {
  if (delta?.type === 'text_delta') return { text: delta.text }
  if (delta?.type !== 'input_json_delta') return {}
  return { tools: [{ index, arguments: delta.partial_json }] }
}

/** What was read from or written to the prompt cache is told apart from the rest. */
function inputOf(used: Said['usage']): Piece {
  if (typeof used?.input_tokens !== 'number') return {}
  const cachedInputTokens = used.cache_read_input_tokens ?? 0
  const cacheWriteTokens = used.cache_creation_input_tokens ?? 0
  const inputTokens = used.input_tokens + cachedInputTokens + cacheWriteTokens
  return { inputTokens, cachedInputTokens, cacheWriteTokens }
}

function endOf({ delta }: Parts): End | undefined {
  return delta?.stop_reason ? ends.get(delta.stop_reason) : undefined
}

const endings: Readonly<Record<StopReason, End>> = {
  end_turn: 'complete',
  stop_sequence: 'complete',
  tool_use: 'complete',
  pause_turn: 'complete',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'refused',
}
const ends: ReadonlyMap<string, End> = new Map(Object.entries(endings))

const failure = z.looseObject({ error: z.looseObject({}).nullish() })

/** An error that comes after the answer began, as the SDK itself would throw it. */
function failureOf(event: ServerEvent): APIError {
  return new APIError(undefined, readData(failure, event), undefined, new Headers())
}
