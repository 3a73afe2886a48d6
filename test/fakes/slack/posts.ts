import { Buffer } from 'node:buffer'

import { z } from 'zod'

import { inJson, read, yesOrNo } from './arguments.ts'
import { blocks, checkBlocks } from './blocks.ts'
import type { Method, Scene } from './call.ts'
import { SlackRefusal } from './refusal.ts'
import { type Post, postIn, type Room, threadIn } from './world.ts'

const metadata = z.strictObject({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.unknown()),
})

const contents = {
  channel: z.string(),
  text: z.string().optional(),
  markdown_text: z.string().optional(),
  blocks: inJson(blocks).optional(),
  metadata: inJson(metadata).optional(),
}

const postArguments = z.strictObject({
  ...contents,
  thread_ts: z.string().optional(),
  unfurl_links: yesOrNo,
  unfurl_media: yesOrNo,
  reply_broadcast: yesOrNo,
})
type PostArguments = z.infer<typeof postArguments>

export const postMessage: Method = (given, scene) => {
  const asked = read(postArguments, given)
  const room = roomOf(scene, asked.channel)
  if (!room.members.has(scene.workspace.botUserId)) throw new SlackRefusal('not_in_channel')
  if (asked.thread_ts !== undefined && !postIn(room, asked.thread_ts)) {
    throw new SlackRefusal('thread_not_found')
  }
  checkContents(asked, scene)
  const post = blankPost(scene, asked.thread_ts ?? null)
  fill(post, asked)
  room.posts.push(post)
  return { channel: room.id, ts: post.ts, message: rendered(post) }
}

export const postEphemeral: Method = (given, scene) => {
  const schema = z.strictObject({ ...contents, user: z.string(), thread_ts: z.string().optional() })
  const asked = read(schema, given)
  const room = roomOf(scene, asked.channel)
  if (!room.members.has(asked.user)) throw new SlackRefusal('user_not_in_channel')
  checkContents(asked, scene)
  return { message_ts: scene.nextTs() }
}

/** Escaped, as `chat.update` is reported to count it. */
const mostUpdateBytes = 4_000

export const update: Method = (given, scene) => {
  const asked = read(z.strictObject({ ...contents, ts: z.string() }), given)
  const { post } = ownPost(scene, asked.channel, asked.ts)
  expire(post, scene)
  if (post.stream?.state === 'open') throw new SlackRefusal('streaming_state_conflict')
  checkContents(asked, scene)
  if (Buffer.byteLength(escaped(asked.text ?? '')) > mostUpdateBytes) {
    throw new SlackRefusal('msg_too_long')
  }
  fill(post, asked)
  // What it shows now was not streamed.
  post.stream = null
  return { channel: asked.channel, ts: post.ts, text: post.text }
}

export const remove: Method = (given, scene) => {
  const asked = read(z.strictObject({ channel: z.string(), ts: z.string() }), given)
  const { post } = ownPost(scene, asked.channel, asked.ts)
  post.isDeleted = true
  return { channel: asked.channel, ts: post.ts }
}

export const getPermalink: Method = (given, scene) => {
  const schema = z.strictObject({ channel: z.string(), message_ts: z.string() })
  const { channel, message_ts: ts } = read(schema, given)
  const room = roomOf(scene, channel)
  if (!room.members.has(scene.workspace.botUserId)) throw new SlackRefusal('channel_not_found')
  if (!postIn(room, ts)) throw new SlackRefusal('message_not_found')
  const { teamId } = scene.workspace
  const address = `https://${teamId.toLowerCase()}.slack.example/archives/${channel}`
  return { channel, permalink: `${address}/p${ts.replace('.', '')}` }
}

export const replies: Method = (given, scene) => {
  const schema = z.strictObject({
    channel: z.string(),
    ts: z.string(),
    oldest: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(1_000).optional(),
    cursor: z.string().optional(),
    include_all_metadata: yesOrNo,
    inclusive: yesOrNo,
  })
  const asked = read(schema, given)
  const room = roomOf(scene, asked.channel)
  const found = threadIn(room, asked.ts).filter(({ ts }) => ts >= (asked.oldest ?? '0'))
  if (found.length === 0) throw new SlackRefusal('thread_not_found')
  const from = Number(asked.cursor ?? 0)
  const to = from + (asked.limit ?? 100)
  const messages = found.slice(from, to).map((post) => {
    const { metadata: kept, ...rest } = rendered(post)
    return asked.include_all_metadata ? { ...rest, metadata: kept } : rest
  })
  const next = to < found.length ? String(to) : ''
  return { messages, has_more: next !== '', response_metadata: { next_cursor: next } }
}

export function roomOf({ workspace }: Scene, roomId: string): Room {
  const room = workspace.rooms.get(roomId)
  if (!room) throw new SlackRefusal('channel_not_found')
  return room
}

export function ownPost(scene: Scene, roomId: string, ts: string): { room: Room; post: Post } {
  const room = roomOf(scene, roomId)
  const post = postIn(room, ts)
  if (!post) throw new SlackRefusal('message_not_found')
  if (post.botId !== scene.workspace.botId) throw new SlackRefusal('cant_update_message')
  return { room, post }
}

export function blankPost({ workspace, nextTs }: Scene, threadTs: string | null): Post {
  return {
    ts: nextTs(),
    threadTs,
    userId: workspace.botUserId,
    botId: workspace.botId,
    text: '',
    markdown: '',
    blocks: [],
    metadata: null,
    tasks: new Map(),
    stream: null,
    files: [],
    isDeleted: false,
  }
}

/** A stream nobody ended in time ends by itself. */
export function expire({ stream }: Post, { clock, options }: Scene): void {
  if (stream?.state !== 'open') return
  if (clock.now() - stream.startedAt >= options.streamLifetimeMs) stream.state = 'expired'
}

/** What `conversations.replies` tells of a post. */
export function rendered(post: Post) {
  const cards = [...post.tasks].map(([id, { title, status }]) => ({
    type: 'task_card',
    task_id: id,
    title,
    status,
  }))
  return {
    type: 'message',
    ts: post.ts,
    user: post.userId,
    ...(post.botId === null ? {} : { bot_id: post.botId }),
    ...(post.threadTs === null ? {} : { thread_ts: post.threadTs }),
    text: post.text || post.markdown,
    blocks: [...cards, ...post.blocks],
    ...(post.files.length === 0 ? {} : { files: post.files.map(({ id, name }) => ({ id, name })) }),
    ...(post.metadata === null ? {} : { metadata: post.metadata }),
  }
}

function checkContents(
  { text, markdown_text: markdown, blocks: given }: Partial<PostArguments>,
  { options }: Scene,
): void {
  if (!text && !markdown && !given?.length) throw new SlackRefusal('no_text')
  if (markdown !== undefined && (text !== undefined || given !== undefined)) {
    throw new SlackRefusal('markdown_text_conflict')
  }
  if ((markdown?.length ?? 0) > 12_000) throw new SlackRefusal('msg_too_long')
  if ((text?.length ?? 0) > 40_000) throw new SlackRefusal('msg_too_long')
  if (given) checkBlocks(given, options.unknownBlocks)
}

function fill(post: Post, given: Omit<PostArguments, 'channel'>): void {
  post.text = given.text ?? ''
  post.markdown = given.markdown_text ?? ''
  post.blocks = given.blocks ?? []
  post.metadata = given.metadata ?? post.metadata
  if (given.blocks || given.markdown_text) post.tasks.clear()
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
