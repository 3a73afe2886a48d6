import { AppError } from '../core/errors.ts'
import type {
  Channel,
  Content,
  Destination,
  Limits,
  LiveReply,
  PostId,
  Reply,
  ReplyEvent,
  ReplyStream,
} from '../core/types.ts'
import type { Clock } from './clock.ts'
import { isWithin } from './length.ts'
import { keyOf, type PostRecords, type RecordedPost } from './posts.ts'
import { printable } from './printable.ts'

export type FakeVerb = 'post' | 'edit' | 'find' | 'remove' | 'live' | 'write'

export interface FakePost extends Content {
  readonly threadId: string
  readonly key: string
}

export interface FakeChannel extends Channel {
  /** What stands on the channel, oldest first. */
  readonly posts: ReadonlyMap<PostId, FakePost>
  /** Every call that reached the platform, in words: `post 1`, `edit 1`. */
  readonly calls: readonly string[]
  /** The next calls of that verb fail, one error each. */
  fail(verb: FakeVerb, ...errors: readonly AppError[]): void
  /** The next posts are made, and their answers lost. */
  loseAnswer(...errors: readonly AppError[]): void
  shown(threadId: string): string[]
}

export interface FakeOptions {
  readonly limits?: Partial<Limits>
  /** Shows replies live: each event as a line of its post. */
  readonly isLive?: boolean
  /** Shows what is posted twice under one key twice, and lets us look for it and take it away. */
  readonly isForgetful?: boolean
}

/** A channel in memory: strict about its limits, idempotent by key, and as unreliable as it is told to be. */
export function fakeChannel(options: FakeOptions = {}): FakeChannel {
  const { limits: some, isLive = false, isForgetful = false } = options
  const limits = { length: 2_000, unit: 'utf16', editEveryMs: 1_000, ...some } as const
  const posts = new Map<PostId, FakePost>()
  const { calls, fail, loseAnswer, reach, answer } = openLine(limits)
  let made = 0

  async function post({ threadId }: Destination, content: Content, key: string): Promise<PostId> {
    const known = isForgetful ? undefined : madeUnder(key, posts)
    const postId = known ?? String(made + 1)
    reach('post', postId, content.text)
    if (known === undefined) {
      made += 1
      posts.set(postId, { ...content, threadId, key })
    }
    return answer(postId)
  }

  async function edit(_: Destination, postId: PostId, content: Content): Promise<void> {
    reach('edit', postId, content.text)
    const old = posts.get(postId)
    if (old === undefined) throw new AppError('not_found', `No post ${postId}.`)
    posts.set(postId, { ...old, ...content })
  }

  async function live(to: Destination, known?: PostId): Promise<LiveReply> {
    reach('live', known ?? 'new')
    const key = keyOf(to, 0)
    const postId = known ?? (await post(to, { text: '', choices: [] }, key))
    let text = ''
    async function write(event: ReplyEvent): Promise<void> {
      reach('write', postId)
      text = shownLive(text, event)
      posts.set(postId, { threadId: to.threadId, key, text, choices: [] })
    }
    return { postId, write }
  }

  return {
    name: 'fake',
    limits,
    posts,
    calls,
    post,
    edit,
    ...(isLive && { live }),
    ...(isForgetful && second(posts, reach)),
    start: async () => {},
    stop: async () => {},
    fail,
    loseAnswer,
    shown: (threadId) => textsIn(posts, threadId),
  }
}

/** What a platform has that shows a post twice. */
function second(posts: Map<PostId, FakePost>, reach: (verb: FakeVerb, what: string) => void) {
  return {
    async find(_: Destination, key: string): Promise<PostId | null> {
      reach('find', key)
      return madeUnder(key, posts) ?? null
    },
    async remove(_: Destination, postId: PostId): Promise<void> {
      reach('remove', postId)
      posts.delete(postId)
    },
  }
}

/** What is between us and the platform. */
function openLine(limits: Limits) {
  const calls: string[] = []
  const errors: Record<FakeVerb, AppError[]> = {
    post: [],
    edit: [],
    find: [],
    remove: [],
    live: [],
    write: [],
  }
  const losses: AppError[] = []

  function reach(verb: FakeVerb, postId: PostId, text = ''): void {
    calls.push(`${verb} ${postId}`)
    const error = errors[verb].shift()
    if (error !== undefined) throw error
    if (!isWithin(text, limits)) throw new AppError('invalid', 'The post is too long.')
  }

  function answer(postId: PostId): PostId {
    const loss = losses.shift()
    if (loss !== undefined) throw loss
    return postId
  }

  const fail: FakeChannel['fail'] = (verb, ...next) => void errors[verb].push(...next)
  const loseAnswer: FakeChannel['loseAnswer'] = (...next) => void losses.push(...next)
  return { calls, fail, loseAnswer, reach, answer }
}

function madeUnder(key: string, posts: ReadonlyMap<PostId, FakePost>): PostId | undefined {
  return [...posts].find(([, made]) => made.key === key)?.[0]
}

function textsIn(posts: ReadonlyMap<PostId, FakePost>, threadId: string): string[] {
  return [...posts.values()]
    .filter((post) => post.threadId === threadId)
    .map(({ text }) => printable(text))
}

function shownLive(text: string, event: ReplyEvent): string {
  if (event.type === 'text') return text + event.delta
  if (event.type === 'restart') return ''
  if (event.type === 'done') return event.reply.text
  return event.type === 'failed' ? `${event.partial} ${event.error.said}` : text
}

/** Records in memory, and what an earlier run may have left. */
export function memoryRecords(
  known: Iterable<readonly [number, RecordedPost]> = [],
): PostRecords & { readonly kept: ReadonlyMap<number, RecordedPost> } {
  const kept = new Map<number, RecordedPost>(known)
  return {
    kept,
    known: async () => new Map(kept),
    before: async (part, text) =>
      void kept.set(part, { postId: kept.get(part)?.postId ?? null, text }),
    after: async (part, postId, text) => void kept.set(part, { postId, text }),
  }
}

export interface FakeReply extends ReplyStream {
  push(...events: readonly ReplyEvent[]): void
  /** Ends the stream, with or without a last event. */
  end(): void
}

/** A reply written by hand. */
export function openReply(): FakeReply {
  const events: ReplyEvent[] = []
  let isEnded = false
  let wake = (): void => {}
  return {
    push(...more) {
      events.push(...more)
      wake()
    },
    end() {
      isEnded = true
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        yield* events.splice(0)
        if (isEnded && events.length === 0) return
        if (events.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

export function doneWith(text: string, choices: Reply['choices'] = []): ReplyEvent {
  const route = { project: 'fake', intent: 'test', agents: [], symbols: [], period: null }
  return {
    type: 'done',
    reply: { text, route, verdicts: [], evidence: [], choices, usage: [], timings: {} },
  }
}

export interface FakeClock extends Clock {
  /** Lets that much time pass and everything happen that was waiting for it. */
  advance(ms: number): Promise<void>
}

export function fakeClock(): FakeClock {
  let now = 0
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>()

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms <= 0 || signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const sleeper = { until: now + ms, wake: resolve }
      sleepers.add(sleeper)
      signal?.addEventListener('abort', () => {
        sleepers.delete(sleeper)
        resolve()
      })
    })
  }

  async function advance(ms: number): Promise<void> {
    const end = now + ms
    await settled()
    for (let next = nextUntil(end); next !== undefined; next = nextUntil(end)) {
      now = next.until
      sleepers.delete(next)
      next.wake()
      await settled()
    }
    now = end
  }

  function nextUntil(end: number) {
    return [...sleepers]
      .filter(({ until }) => until <= end)
      .toSorted((a, b) => a.until - b.until)[0]
  }

  return { now: () => now, sleep, advance }
}

/** Everything that can happen without time passing has happened. */
export async function settled(): Promise<void> {
  for (let turns = 0; turns < 5; turns++) await new Promise((resolve) => setImmediate(resolve))
}
