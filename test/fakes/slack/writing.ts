import type { FakeSlack } from './fake-slack.ts'
import type { Post, Room, User, Workspace } from './world.ts'

export function written({ nextTs }: FakeSlack, user: User, text: string, thread?: string): Post {
  return {
    ts: nextTs(),
    threadTs: thread ?? null,
    userId: user.id,
    botId: null,
    text,
    markdown: '',
    blocks: [],
    metadata: null,
    tasks: new Map(),
    stream: null,
    files: [],
    isDeleted: false,
  }
}

export function messageOf({ ts, threadTs, userId, text }: Post) {
  return { type: 'message', user: userId, text, ts, ...(threadTs ? { thread_ts: threadTs } : {}) }
}

export function directRoom({ botUserId }: Workspace, { id }: User): Room {
  return { id: `D${id.slice(1)}`, kind: 'im', members: new Set([id, botUserId]), posts: [] }
}
