import { z } from 'zod'

import { type Envelope, teamOf } from './envelope.ts'

/** A person opened a place of ours in which nothing was said yet. */
export type Opened = OpenedHome | OpenedThread

export interface OpenedHome {
  readonly type: 'home'
  readonly teamId: string
  readonly userId: string
}

/** A new conversation beside whatever the person is looking at. */
export interface OpenedThread {
  readonly type: 'thread'
  readonly teamId: string
  readonly roomId: string
  readonly threadTs: string
}

const home = z.object({
  type: z.literal('app_home_opened'),
  user: z.string(),
  tab: z.literal('home'),
})

const thread = z.object({
  type: z.literal('assistant_thread_started'),
  assistant_thread: z.object({ channel_id: z.string(), thread_ts: z.string() }),
})

const event = z.discriminatedUnion('type', [home, thread])
const types: ReadonlySet<string> = new Set(['app_home_opened', 'assistant_thread_started'])

/** Null for every other event. */
export function openedOf(envelope: Envelope): Opened | null {
  if (!types.has(envelope.event.type)) return null
  const teamId = teamOf(envelope)
  const { success, data } = event.safeParse(envelope.event)
  if (!success || teamId === null) return null
  if (data.type === 'app_home_opened') return { type: 'home', teamId, userId: data.user }
  const { channel_id: roomId, thread_ts: threadTs } = data.assistant_thread
  return { type: 'thread', teamId, roomId, threadTs }
}
