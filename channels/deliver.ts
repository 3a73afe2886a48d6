import { AppError } from '../core/errors.ts'
import type {
  Channel,
  Destination,
  LiveReply,
  PostId,
  ReplyEvent,
  ReplyStream,
} from '../core/types.ts'
import { parted, showCharts } from './charts.ts'
import { type Clock, systemClock } from './clock.ts'
import { type Draft, blank, drafted, finalOf, progressOf } from './draft.ts'
import { type FinalEvent, collapsed, isLast } from './events.ts'
import { openPacer } from './pacer.ts'
import { isRefusal, persist, waitAfter } from './patience.ts'
import {
  type Attempt,
  type PostRecords,
  type Posts,
  type RecordedPost,
  keyOf,
  openPosts,
} from './posts.ts'

export interface DeliverOptions {
  readonly clock?: Clock
  /** Told of errors that delivery got over: a failed edit, a live reply that broke. */
  readonly onTrouble?: (error: AppError) => void
  /** Aborted when the reply is taken away from us: nothing more is tried, and delivery rejects. */
  readonly signal?: AbortSignal
}

/**
 * Brings a reply to where its message came from, at the channel's pace, and ends it in one final state: the whole
 * reply, or what there is of it with the reason. Rejects when even that cannot be shown; run it again then.
 * A reply never throws of itself: one that does was taken away from us, and nothing more is shown of it.
 */
export async function deliver(
  channel: Channel,
  to: Destination,
  reply: ReplyStream,
  records: PostRecords,
  options: DeliverOptions = {},
): Promise<void> {
  const { posts: known, charts } = parted(await records.known())
  const delivery = { channel, to, records, ...usual, ...options }
  const posts = openPosts(delivery, known)
  const view = openView(await startLive(delivery, posts, known), posts, delivery)
  const pacer = openPacer(() => view.show(), channel.limits.editEveryMs, delivery.clock)
  try {
    const last = await follow(reply, (event) => {
      view.add(event)
      pacer.changed()
    })
    await pacer.stop()
    await view.finish(last)
    await showCharts(delivery, charts, last.type === 'done' ? (last.reply.charts ?? []) : [])
  } finally {
    await pacer.stop()
  }
}

const usual: Required<DeliverOptions> = {
  clock: systemClock,
  onTrouble: () => {},
  signal: new AbortController().signal,
}

interface Delivery extends Required<DeliverOptions> {
  readonly channel: Channel
  readonly to: Destination
  readonly records: PostRecords
}

async function startLive(
  delivery: Delivery,
  posts: Posts,
  known: ReadonlyMap<number, RecordedPost>,
): Promise<LiveReply | undefined> {
  const { channel, to, records, onTrouble } = delivery
  if (channel.live === undefined || known.size > 1) return undefined
  try {
    const postId = await firstPost(delivery, known)
    if (postId === undefined) await records.before(0, '')
    const live = await channel.live(to, postId)
    await posts.adopt(live.postId, '')
    return live
  } catch (error) {
    onTrouble(AppError.from(error))
    if (!isRefusal(error)) posts.doubt()
    return undefined
  }
}

/** Of an earlier run, which may have ended before it could note it. */
async function firstPost(
  { channel, to }: Delivery,
  known: ReadonlyMap<number, RecordedPost>,
): Promise<PostId | undefined> {
  const first = known.get(0)
  if (first === undefined) return undefined
  return first.postId ?? (await channel.find?.(to, keyOf(to, 0))) ?? undefined
}

/** Every event but the last, which is returned. A reply always has one, even if its stream forgot. */
async function follow(
  reply: ReplyStream,
  onEvent: (event: ReplyEvent) => void,
): Promise<FinalEvent> {
  let draft = blank
  for await (const event of reply) {
    if (isLast(event)) return event
    draft = drafted(draft, event)
    onEvent(event)
  }
  const error = new AppError('bug', 'The reply ended without a last event.')
  return { type: 'failed', error, partial: draft.text }
}

interface View {
  add(event: ReplyEvent): void
  /** Shows what there is, and answers how long to wait before trying again, 0 when it is shown. */
  show(): Promise<number>
  finish(last: FinalEvent): Promise<void>
}

/** Live for as long as that works, then in posts. */
function openView(begun: LiveReply | undefined, posts: Posts, delivery: Delivery): View {
  const onPosts = openPostView(posts, delivery)
  let live = begun
  let draft = blank
  let waiting: readonly ReplyEvent[] = []
  let failures = 0

  /** Undefined once the reply goes on in posts. Rejects when it came too early, and what is unwritten still waits. */
  async function writeLive(): Promise<LiveReply | undefined> {
    while (live !== undefined && waiting.length > 0) {
      const [event, ...later] = waiting
      waiting = later
      if (event !== undefined) await write(live, event)
    }
    return live
  }

  async function write(reply: LiveReply, event: ReplyEvent): Promise<void> {
    try {
      await reply.write(event)
      failures = 0
    } catch (error) {
      delivery.onTrouble(AppError.from(error))
      if (AppError.from(error).code === 'rate_limited') {
        waiting = waiting.reduce(collapsed, [event])
        throw error
      }
      live = undefined
    }
  }

  return {
    add(event) {
      draft = drafted(draft, event)
      if (live !== undefined) waiting = collapsed(waiting, event)
    },
    async show() {
      try {
        return (await writeLive()) ? 0 : await onPosts.show(draft)
      } catch (error) {
        failures++
        return waitAfter(error, failures) ?? 0
      }
    },
    async finish(last) {
      waiting = [...waiting, last]
      const whole = await persist(writeLive, delivery.clock, delivery.signal)
      if (whole === undefined) await onPosts.finish(last)
      else await posts.adopt(whole.postId, finalOf(last).text)
    },
  }
}

interface PostView {
  show(draft: Draft): Promise<number>
  finish(last: FinalEvent): Promise<void>
}

function openPostView(posts: Posts, delivery: Delivery): PostView {
  let failures = 0
  let isHopeless = false

  function postpone(error: unknown): number {
    failures++
    delivery.onTrouble(AppError.from(error))
    const waitMs = waitAfter(error, failures)
    isHopeless = waitMs === undefined
    return waitMs ?? 0
  }

  return {
    async show(draft) {
      const content = progressOf(draft)
      if (isHopeless || content.text === '') return 0
      try {
        await posts.show(content, once)
        failures = 0
        return 0
      } catch (error) {
        return postpone(error)
      }
    },
    async finish(last) {
      await posts.recall()
      await posts.show(finalOf(last), insistent(delivery))
    },
  }
}

/** What is on its way to a newer text is not worth insisting on. */
const once: Attempt = {
  run: (work) => work(),
  givesUp: (error) => waitAfter(error, 1) === undefined,
}

function insistent({ clock, onTrouble, signal }: Delivery): Attempt {
  return {
    run: (work) => persist(work, clock, signal),
    givesUp(error) {
      onTrouble(AppError.from(error))
      return !signal.aborted
    },
  }
}
