import { createHash } from 'node:crypto'

/** A workspace as Slack keeps it: who is there, where they talk, and what stands there. */
export interface Workspace {
  readonly teamId: string
  readonly name: string
  readonly enterpriseId: string | null
  readonly botId: string
  readonly botUserId: string
  /** The tokens that open it; an empty set once the app is uninstalled. */
  readonly tokens: Set<string>
  readonly scopes: Set<string>
  readonly users: Map<string, User>
  readonly rooms: Map<string, Room>
  /** What people uploaded, by id. */
  readonly files: Map<string, PersonalFile>
  /** What each person sees of the app under Home. */
  readonly homes: Map<string, Home>
  /** What the app called conversations, and proposed in them, by room and thread. */
  readonly conversations: Map<string, Conversation>
}

export interface PersonalFile {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
  readonly size: number
  readonly url: string
}

export interface Home {
  readonly blocks: readonly Block[]
}

export interface Conversation {
  readonly title?: string
  readonly prompts?: readonly string[]
}

export interface User {
  readonly id: string
  readonly name: string
  readonly isAdmin: boolean
  readonly isOwner: boolean
  readonly isBot: boolean
}

export interface Room {
  readonly id: string
  readonly kind: 'channel' | 'im'
  readonly members: Set<string>
  readonly posts: Post[]
}

export interface Post {
  readonly ts: string
  readonly threadTs: string | null
  /** Who wrote it: a person or the bot. */
  readonly userId: string
  readonly botId: string | null
  text: string
  /** Markdown that the bot wrote, in the order in which it was appended. */
  markdown: string
  blocks: readonly Block[]
  metadata: Metadata | null
  tasks: Map<string, Task>
  stream: Stream | null
  files: readonly SharedFile[]
  isDeleted: boolean
}

export type Block = Readonly<Record<string, unknown>> & { readonly type: string }

export interface Metadata {
  readonly event_type: string
  readonly event_payload: Readonly<Record<string, unknown>>
}

export interface Task {
  readonly title: string
  readonly status: string
  readonly details: string
}

export interface Stream {
  readonly startedAt: number
  /** UTF-8 bytes of everything that was streamed into it. */
  bytes: number
  state: 'open' | 'stopped' | 'expired' | 'stopped_by_user'
}

export interface SharedFile {
  readonly id: string
  readonly name: string
  readonly altText: string
  readonly bytes: Buffer
}

export interface Clock {
  /** Milliseconds since 1970, as this Slack counts them. */
  now(): number
  advance(ms: number): void
}

export function openClock(): Clock {
  let ahead = 0
  return { now: () => Date.now() + ahead, advance: (ms) => void (ahead += ms) }
}

export interface WorkspaceOptions {
  readonly teamId: string
  readonly name?: string
  readonly enterpriseId?: string
  readonly scopes: readonly string[]
}

export function openWorkspace({ teamId, name, enterpriseId, scopes }: WorkspaceOptions): Workspace {
  const tail = teamId.slice(1)
  const botUserId = `UB${tail}`
  const bot = { id: botUserId, name: 'AI Hub', isAdmin: false, isOwner: false, isBot: true }
  return {
    teamId,
    name: name ?? `Workspace ${tail}`,
    enterpriseId: enterpriseId ?? null,
    botId: `B${tail}`,
    botUserId,
    tokens: new Set([`xoxb-${tail.toLowerCase()}-${sha(teamId)}`]),
    scopes: new Set(scopes),
    users: new Map([[botUserId, bot]]),
    rooms: new Map(),
    files: new Map(),
    homes: new Map(),
    conversations: new Map(),
  }
}

/** Timestamps name posts, and no two are the same. */
export function timestamps({ now }: Clock): () => string {
  let last = 0
  return () => {
    last = Math.max(last + 1, now() * 1_000)
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`
  }
}

export function postIn(room: Room, ts: string): Post | undefined {
  return room.posts.find((post) => post.ts === ts && !post.isDeleted)
}

export function threadIn(room: Room, threadTs: string): readonly Post[] {
  return room.posts.filter(
    (post) => !post.isDeleted && (post.ts === threadTs || post.threadTs === threadTs),
  )
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}
