import type {
  ContentBlockParam,
  MessageParam,
  TextBlockParam,
  Tool,
  ToolResultBlockParam,
} from '@anthropic-ai/sdk/resources/messages'

import type { ModelRequest } from '../../core/model.ts'

/** What stays the same from call to call ends with a mark: up to there, tools included, the cache keeps it. */
export function systemBlocks({ system, context = '' }: ModelRequest): TextBlockParam[] {
  const stable: TextBlockParam = {
    type: 'text',
    text: system,
    cache_control: { type: 'ephemeral' },
  }
  const blocks: TextBlockParam[] = [stable, { type: 'text', text: context }]
  return blocks.filter(({ text }) => text.trim() !== '')
}

type Message = ModelRequest['messages'][number]

/** The API refuses empty texts (a turn that failed early left one), and wants the results of one turn together. */
export function anthropicMessages(messages: readonly Message[]): MessageParam[] {
  const said: MessageParam[] = []
  let results: ToolResultBlockParam[] = []
  for (const message of messages) {
    if (message.role !== 'tool') {
      results = []
      said.push(...spoken(message))
      continue
    }
    if (results.length === 0) said.push({ role: 'user', content: results })
    results.push({ type: 'tool_result', tool_use_id: message.callId, content: message.text })
  }
  return said
}

function spoken(message: Exclude<Message, { role: 'tool' }>): MessageParam[] {
  const { role, text } = message
  const calls = role === 'assistant' ? (message.toolCalls ?? []) : []
  const isEmpty = text.trim() === ''
  if (calls.length === 0) return isEmpty ? [] : [{ role, content: text }]
  const content: ContentBlockParam[] = isEmpty ? [] : [{ type: 'text', text }]
  for (const { id, name, arguments: input } of calls) {
    content.push({ type: 'tool_use', id, name, input })
  }
  return [{ role, content }]
}

export function anthropicTool(tool: NonNullable<ModelRequest['tools']>[number]): Tool {
  const { name, description, json } = tool
  return { name, description, input_schema: { ...json, type: 'object' } }
}
