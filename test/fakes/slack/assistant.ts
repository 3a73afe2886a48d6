import { z } from 'zod'

import { inJson, read } from './arguments.ts'
import { checkBlocks } from './blocks.ts'
import type { Method, Scene } from './call.ts'
import { roomOf } from './posts.ts'
import { SlackRefusal } from './refusal.ts'
import { type Conversation, postIn } from './world.ts'

export const setStatus: Method = (given, scene) => {
  const schema = z.strictObject({
    channel_id: z.string(),
    thread_ts: z.string(),
    status: z.string(),
    loading_messages: inJson(z.array(z.string().min(1)).max(10)).optional(),
  })
  roomOf(scene, read(schema, given).channel_id)
  return {}
}

export const setSessionStatus: Method = (given, scene) => {
  const schema = z.strictObject({
    channel_id: z.string(),
    thread_ts: z.string().optional(),
    status: z.enum(['active', 'processing', 'suspended', 'closed']),
    title: z.string().max(200).optional(),
    initiator_user_id: z.string().optional(),
  })
  roomOf(scene, read(schema, given).channel_id)
  return {}
}

export const setSuggestedPrompts: Method = (given, scene) => {
  const prompt = z.strictObject({ title: z.string().min(1), message: z.string().min(1) })
  const schema = z.strictObject({
    channel_id: z.string(),
    thread_ts: z.string().optional(),
    title: z.string().optional(),
    prompts: inJson(z.array(prompt).min(1).max(4)),
  })
  const { channel_id: roomId, thread_ts: threadTs, prompts } = read(schema, given)
  begunIn(scene, roomId, threadTs)
  const messages = prompts.map(({ message }) => message)
  keep(scene, `${roomId} ${threadTs}`, { prompts: messages })
  return {}
}

export const setTitle: Method = (given, scene) => {
  const schema = z.strictObject({
    channel_id: z.string(),
    thread_ts: z.string(),
    title: z.string().min(1).max(200),
  })
  const { channel_id: roomId, thread_ts: threadTs, title } = read(schema, given)
  begunIn(scene, roomId, threadTs)
  keep(scene, `${roomId} ${threadTs}`, { title })
  return {}
}

/** Only what was opened beside something else is such a conversation, and only with one person. */
function begunIn(scene: Scene, roomId: string, threadTs: string | undefined): void {
  const room = roomOf(scene, roomId)
  const isOne = room.kind === 'im' && postIn(room, threadTs ?? '') !== undefined
  if (!isOne) throw new SlackRefusal('invalid_thread_ts')
}

function keep({ workspace: { conversations } }: Scene, key: string, more: Conversation): void {
  conversations.set(key, { ...conversations.get(key), ...more })
}

const view = z.strictObject({
  type: z.enum(['home', 'modal']),
  blocks: z.array(z.looseObject({ type: z.string() })).max(100),
  title: z.looseObject({}).optional(),
  submit: z.looseObject({}).optional(),
  close: z.looseObject({}).optional(),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3_000).optional(),
})

/** Blocks that no view may hold. */
const inMessagesAlone = [
  'markdown',
  'data_table',
  'data_visualization',
  'context_actions',
  'rich_text',
]
const mostViewBytes = 250_000

export const publishView: Method = (given, scene) => {
  const schema = z.strictObject({
    user_id: z.string(),
    view: inJson(view),
    hash: z.string().optional(),
  })
  const asked = read(schema, given)
  if (!scene.workspace.users.has(asked.user_id)) throw new SlackRefusal('user_not_found')
  if (asked.view.type !== 'home') throw new SlackRefusal('invalid_arguments')
  checkBlocks(asked.view.blocks, new Set([...scene.options.unknownBlocks, ...inMessagesAlone]))
  if (JSON.stringify(asked.view).length > mostViewBytes) throw new SlackRefusal('view_too_large')
  scene.workspace.homes.set(asked.user_id, asked.view)
  return { view: { id: `V${asked.user_id}` } }
}

export const openView: Method = (given, scene) => {
  const asked = read(z.strictObject({ trigger_id: z.string().min(1), view: inJson(view) }), given)
  if (asked.view.type !== 'modal' || asked.view.title === undefined) {
    throw new SlackRefusal('invalid_arguments')
  }
  void scene
  return { view: { id: 'V1' } }
}
