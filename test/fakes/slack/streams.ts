import { Buffer } from 'node:buffer'

import { z } from 'zod'

import { inJson, read } from './arguments.ts'
import { blocks, checkBlocks } from './blocks.ts'
import type { Method, Scene } from './call.ts'
import { blankPost, expire, ownPost, roomOf } from './posts.ts'
import { SlackRefusal } from './refusal.ts'
import { type Post, postIn } from './world.ts'

const chunk = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('markdown_text'), text: z.string().min(1).max(12_000) }),
  z.strictObject({
    type: z.literal('task_update'),
    id: z.string().min(1),
    title: z.string().min(1).max(256),
    status: z.enum(['pending', 'in_progress', 'complete', 'error']),
    details: z.string().max(256).optional(),
    output: z.string().max(256).optional(),
    sources: z.array(z.looseObject({})).optional(),
  }),
  z.strictObject({ type: z.literal('plan_update'), title: z.string().min(1).max(256) }),
  z.strictObject({ type: z.literal('blocks'), blocks }),
])
type Chunk = z.infer<typeof chunk>

const content = {
  channel: z.string(),
  markdown_text: z.string().min(1).max(12_000).optional(),
  chunks: inJson(z.array(chunk).min(1)).optional(),
}

export const startStream: Method = (given, scene) => {
  const schema = z.strictObject({
    ...content,
    thread_ts: z.string().min(1),
    recipient_user_id: z.string().optional(),
    recipient_team_id: z.string().optional(),
    task_display_mode: z.enum(['timeline', 'plan']).optional(),
  })
  const asked = read(schema, given)
  const room = roomOf(scene, asked.channel)
  if (!room.members.has(scene.workspace.botUserId)) throw new SlackRefusal('not_in_channel')
  if (!postIn(room, asked.thread_ts)) throw new SlackRefusal('thread_not_found')
  if (room.kind === 'channel') {
    if (!asked.recipient_user_id) throw new SlackRefusal('missing_recipient_user_id')
    if (!asked.recipient_team_id) throw new SlackRefusal('missing_recipient_team_id')
  }
  const post = blankPost(scene, asked.thread_ts)
  post.stream = { startedAt: scene.clock.now(), bytes: 0, state: 'open' }
  add(post, asked, scene)
  room.posts.push(post)
  return { channel: room.id, ts: post.ts }
}

export const appendStream: Method = (given, scene) => {
  const asked = read(z.strictObject({ ...content, ts: z.string() }), given)
  if (!asked.markdown_text && !asked.chunks) throw new SlackRefusal('no_text')
  const { room, post } = ownPost(scene, asked.channel, asked.ts)
  checkOpen(post, scene)
  add(post, asked, scene)
  return { channel: room.id, ts: post.ts }
}

export const stopStream: Method = (given, scene) => {
  const schema = z.strictObject({
    ...content,
    ts: z.string(),
    blocks: inJson(blocks).optional(),
    metadata: inJson(
      z.strictObject({
        event_type: z.string().min(1),
        event_payload: z.record(z.string(), z.unknown()),
      }),
    ).optional(),
    session_status: z.enum(['active', 'processing', 'suspended', 'closed']).optional(),
  })
  const asked = read(schema, given)
  const { room, post } = ownPost(scene, asked.channel, asked.ts)
  checkOpen(post, scene)
  if (asked.blocks) checkBlocks(asked.blocks, scene.options.unknownBlocks)
  add(post, asked, scene)
  post.blocks = [...post.blocks, ...(asked.blocks ?? [])]
  post.metadata = asked.metadata ?? post.metadata
  if (post.stream) post.stream.state = 'stopped'
  return { channel: room.id, ts: post.ts }
}

function checkOpen(post: Post, scene: Scene): void {
  expire(post, scene)
  if (post.stream === null) throw new SlackRefusal('message_not_in_streaming_state')
  if (post.stream.state === 'stopped_by_user') throw new SlackRefusal('stopped_by_user')
  if (post.stream.state !== 'open') throw new SlackRefusal('message_not_in_streaming_state')
}

interface Added {
  readonly markdown_text?: string | undefined
  readonly chunks?: readonly Chunk[] | undefined
}

/** All of it or nothing. */
function add(post: Post, { markdown_text: text, chunks = [] }: Added, scene: Scene): void {
  if (text !== undefined && chunks.length > 0) throw new SlackRefusal('invalid_arguments')
  const all: readonly Chunk[] = text === undefined ? chunks : [{ type: 'markdown_text', text }]
  const bytes = all.map(bytesOf).reduce((sum, one) => sum + one, 0)
  const { stream } = post
  if (stream === null) return
  if (stream.bytes + bytes > scene.options.streamBytes) throw new SlackRefusal('msg_too_long')
  for (const one of all)
    if (one.type === 'blocks') checkBlocks(one.blocks, scene.options.unknownBlocks)
  stream.bytes += bytes
  for (const one of all) apply(post, one)
}

function apply(post: Post, one: Chunk): void {
  switch (one.type) {
    case 'markdown_text':
      post.markdown += one.text
      break
    case 'task_update': {
      const before = post.tasks.get(one.id)
      const details = `${before?.details ?? ''}${one.details ?? ''}`
      post.tasks.set(one.id, { title: one.title, status: one.status, details })
      break
    }
    case 'blocks':
      post.blocks = [...post.blocks, ...one.blocks]
      break
    case 'plan_update':
      break
  }
}

function bytesOf(one: Chunk): number {
  return Buffer.byteLength(one.type === 'markdown_text' ? one.text : JSON.stringify(one))
}
