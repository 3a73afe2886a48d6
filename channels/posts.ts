import type { Channel, Content, Destination, PostId } from '../core/types.ts'
import { split } from './split.ts'

/** What is kept of the posts of one turn, so that a run after a crash edits what the one before it posted. */
export interface PostRecords {
  /** Posts of this turn by part, as earlier runs left them. */
  known(): Promise<ReadonlyMap<number, RecordedPost>>
  /** A post is about to be made. */
  before(part: number, text: string): Promise<void>
  /** It was made, or shows a new text. */
  after(part: number, postId: PostId, text: string): Promise<void>
}

export interface RecordedPost {
  /** Null when a run ended between `before` and `after`: it may have been made or not. */
  readonly postId: PostId | null
  /** What it showed last. */
  readonly text: string
}

/** The posts of one turn. */
export interface Posts {
  /** Shows that and nothing else, in as many posts as it takes; what is shown already is left alone. */
  show(content: Content, attempt: Attempt): Promise<void>
  /** That post was made elsewhere and is now the first. */
  adopt(postId: PostId, text: string): Promise<void>
}

export interface Attempt {
  run<T>(work: () => Promise<T>): Promise<T>
  /** True when a post that cannot be edited is to be made again. */
  givesUp(error: unknown): boolean
}

interface Shown extends Content {
  readonly postId: PostId
}

export interface PostPlace {
  readonly channel: Channel
  readonly to: Destination
  readonly records: PostRecords
}

export function openPosts(place: PostPlace, known: ReadonlyMap<number, RecordedPost>): Posts {
  const posts = new Map<number, Shown>()
  for (const [part, { postId, text }] of known) {
    if (postId !== null) posts.set(part, { postId, text, choices: [] })
  }

  async function showPart(part: number, content: Content, attempt: Attempt): Promise<void> {
    const shown = posts.get(part)
    if (shown !== undefined && isSame(shown, content)) return
    const write = { part, content, attempt }
    const postId = shown ? await edit(place, shown.postId, write) : await post(place, write)
    posts.set(part, { ...content, postId })
    await place.records.after(part, postId, content.text)
  }

  return {
    async show({ text, choices }, attempt) {
      const parts = split(text, place.channel.limits)
      const last = parts.length - 1
      for (const [part, words] of parts.entries()) {
        await showPart(part, { text: words, choices: part === last ? choices : [] }, attempt)
      }
      const extra = [...posts.keys()].filter((part) => part > last)
      for (const part of extra) await showPart(part, withdrawn, attempt)
    },
    async adopt(postId, text) {
      posts.set(0, { postId, text, choices: [] })
      await place.records.after(0, postId, text)
    },
  }
}

interface Write {
  readonly part: number
  readonly content: Content
  readonly attempt: Attempt
}

async function post(
  { channel, to, records }: PostPlace,
  { part, content, attempt }: Write,
  replaced?: PostId,
): Promise<PostId> {
  const key = [to.turnId, part, ...(replaced === undefined ? [] : [replaced])].join('/')
  await records.before(part, content.text)
  return attempt.run(() => channel.post(to, content, key))
}

async function edit(place: PostPlace, postId: PostId, write: Write): Promise<PostId> {
  try {
    await write.attempt.run(() => place.channel.edit(place.to, postId, write.content))
    return postId
  } catch (error) {
    if (!write.attempt.givesUp(error)) throw error
    return post(place, write, postId)
  }
}

/** A channel cannot take a post back, and a reply that was begun anew may need fewer of them. */
const withdrawn: Content = { text: '*The answer above is complete.*', choices: [] }

function isSame(shown: Content, content: Content): boolean {
  return shown.text === content.text && shown.choices.length === content.choices.length
}
