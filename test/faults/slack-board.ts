import { z } from 'zod'

import type { Call } from '../fakes/slack/call.ts'
import { type Post, postIn, type Room, type Workspace } from '../fakes/slack/world.ts'
import type { Board, Doer } from './board.ts'
import type { Call as PlatformCall } from './platform.ts'

type Given = Call['arguments']

/** What calls of Slack's methods are to the harness; it looks at no others. */
const verbs: ReadonlyMap<string, PlatformCall['verb']> = new Map([
  ['chat.startStream', 'post'],
  ['chat.postMessage', 'post'],
  ['chat.appendStream', 'edit'],
  ['chat.stopStream', 'edit'],
  ['chat.update', 'edit'],
  ['chat.delete', 'remove'],
  ['conversations.replies', 'find'],
])

export function verbOf({ method }: Pick<Call, 'method'>): PlatformCall['verb'] | null {
  return verbs.get(method) ?? null
}

/** The posts of the hub, each with the turn that it belongs to, as they came to stand in Slack. */
export interface SlackBoard {
  /** The turn that a call is about; empty where it names none. */
  turnOf(call: Pick<Call, 'method' | 'arguments'>): string
  /** Takes what a call has left behind onto the board. */
  note(call: Call, workspace: Workspace, doer: Doer): void
}

const stream = z.object({ chunks: json(z.array(z.looseObject({ id: z.string().optional() }))) })
const message = z.object({
  metadata: json(z.object({ event_payload: z.object({ key: z.string() }) })),
})

export function openSlackBoard(board: Board): SlackBoard {
  /** By room and time. */
  const posts = new Map<string, { readonly turnId: string; readonly postId: string }>()

  function turnOf({ method, arguments: given }: Pick<Call, 'method' | 'arguments'>): string {
    if (method === 'chat.startStream' || method === 'chat.postMessage') return named(given)
    return posts.get(`${String(given['channel'])} ${String(given['ts'])}`)?.turnId ?? ''
  }

  function note(call: Call, workspace: Workspace, doer: Doer): void {
    const verb = verbOf(call)
    const room = workspace.rooms.get(String(call.arguments['channel']))
    if (call.error !== null || !room || verb === null || verb === 'find') return
    if (verb === 'post') added(call, room, doer)
    else changed(call, room, doer)
  }

  function added(call: Call, room: Room, doer: Doer): void {
    const post = room.posts.at(-1)
    if (!post) return
    const turnId = turnOf(call)
    const threadId = `${room.id} ${post.threadTs}`
    const key = `${turnId}/${room.posts.length}`
    const postId = board.post({ threadId, turnId, key, text: wordsOf(post) }, doer)
    posts.set(`${room.id} ${post.ts}`, { turnId, postId })
  }

  function changed({ arguments: given }: Call, room: Room, doer: Doer): void {
    const post = postIn(room, String(given['ts']))
    const known = posts.get(`${room.id} ${String(given['ts'])}`)
    if (!known) return
    if (post) board.edit(known.postId, wordsOf(post), doer)
    else board.remove(known.postId, doer)
  }

  return { turnOf, note }
}

/** A stream names its turn in its first task, a message in the key of its metadata. */
function named(given: Given): string {
  const streamed = stream.safeParse(given)
  if (streamed.success) return (streamed.data.chunks[0]?.id ?? '').replace(/^turn-/, '')
  const posted = message.safeParse(given)
  return posted.success ? (posted.data.metadata.event_payload.key.split('/')[0] ?? '') : ''
}

/**
 * The words of the answer, without its sources and buttons. What has none yet shows its tasks, and what somebody left
 * open shows that more is to come: neither is an end.
 */
function wordsOf({ blocks, markdown, tasks, stream: live }: Post): string {
  const own = blocks.filter(({ type }) => type === 'markdown').map(({ text }) => String(text))
  const words = [markdown, ...own].join('') || [...tasks.values()].map(({ title }) => title).join()
  return live?.state === 'open' ? `${words}…` : words
}

/** Lists and objects are JSON in a form. */
function json<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (typeof value === 'string' ? JSON.parse(value) : value), schema)
}
