import type { Channel, Content, Destination, PostId } from '../core/types.ts'
import { isRefusal } from './patience.ts'
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
  /** The first post may have been made elsewhere. */
  doubt(): void
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
  const maker = openMaker(place)
  const posts = new Map<number, Shown>()
  for (const [part, { postId, text }] of known) {
    if (postId === null) maker.doubt(keyOf(place.to, part))
    else posts.set(part, { postId, text, choices: [] })
  }

  async function showPart(part: number, content: Content, attempt: Attempt): Promise<void> {
    const shown = posts.get(part)
    if (shown !== undefined && isSame(shown, content)) return
    const write = { part, content, attempt }
    const postId = await (shown ? maker.edit(shown.postId, write) : maker.post(write))
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
    doubt: () => maker.doubt(keyOf(place.to, 0)),
  }
}

/** Names a post for good; one that takes the place of another is named after that too. */
export function keyOf({ turnId }: Destination, part: number, replaced?: PostId): string {
  return [turnId, part, ...(replaced === undefined ? [] : [replaced])].join('/')
}

interface Write {
  readonly part: number
  readonly content: Content
  readonly attempt: Attempt
}

interface Maker {
  post(write: Write): Promise<PostId>
  /** Answers the post that shows it now: another one where that could not be edited. */
  edit(postId: PostId, write: Write): Promise<PostId>
  /** A post may have been made under that key. */
  doubt(key: string): void
}

function openMaker({ channel, to, records }: PostPlace): Maker {
  const doubtful = new Set<string>()
  return { post: (write) => post(write, keyOf(to, write.part)), edit, doubt }

  async function post(write: Write, key: string): Promise<PostId> {
    const { part, content, attempt } = write
    await records.before(part, content.text)
    const { postId, isFound } = await attempt.run(() => findOrMake(key, content))
    return isFound ? edit(postId, write) : postId
  }

  async function findOrMake(key: string, content: Content) {
    const found = doubtful.has(key) ? await channel.find?.(to, key) : null
    if (found) return { postId: found, isFound: true }
    try {
      return { postId: await channel.post(to, content, key), isFound: false }
    } catch (error) {
      if (!isRefusal(error)) doubt(key)
      throw error
    }
  }

  async function edit(postId: PostId, write: Write): Promise<PostId> {
    try {
      await write.attempt.run(() => channel.edit(to, postId, write.content))
      return postId
    } catch (error) {
      if (!write.attempt.givesUp(error)) throw error
      // An earlier run may have come to the same end.
      const key = keyOf(to, write.part, postId)
      doubt(key)
      return post(write, key)
    }
  }

  function doubt(key: string): void {
    doubtful.add(key)
  }
}

/** A channel cannot take a post back, and a reply that was begun anew may need fewer of them. */
const withdrawn: Content = { text: '*The answer above is complete.*', choices: [] }

function isSame(shown: Content, content: Content): boolean {
  return shown.text === content.text && shown.choices.length === content.choices.length
}
