import type { Channel, Content, Destination, Limits, PostId } from '../core/types.ts'
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
  /** Asks the record what the posts of earlier runs show: one that came too late has said there that nobody knows. */
  recall(): Promise<void>
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
  const inherited = new Set([...known.values()].map(({ postId }) => postId))
  const maker = openMaker(place, inherited)
  const posts = new Map<number, Shown>()
  for (const [part, { postId, text }] of known) {
    if (postId === null) maker.doubt(keyOf(place.to, part))
    else posts.set(part, { postId, text, choices: [], isUnfinished: part === known.size - 1 })
  }

  async function showPart(part: number, content: Content, attempt: Attempt): Promise<void> {
    const shown = posts.get(part)
    if (shown !== undefined && isSame(shown, content, place.channel.limits)) return
    const write = { part, content, attempt }
    const postId = await (shown ? maker.edit(shown.postId, write) : maker.post(write))
    posts.set(part, { ...content, postId })
    await place.records.after(part, postId, content.text)
  }

  return {
    async show(content, attempt) {
      const parts = split(content.text, place.channel.limits)
      const last = parts.length - 1
      for (const [part, text] of parts.entries()) {
        await showPart(part, part === last ? { ...content, text } : { text, choices: [] }, attempt)
      }
      const extra = [...posts.keys()].filter((part) => part > last)
      for (const part of extra) await showPart(part, withdrawn, attempt)
    },
    async recall() {
      if (known.size === 0) return
      for (const [part, { text }] of await place.records.known()) {
        const shown = posts.get(part)
        if (shown !== undefined) posts.set(part, { ...shown, text })
      }
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
  /** A post may have been made under that key, nobody knows with which words. */
  doubt(key: string): void
}

function openMaker(
  { channel, to, records }: PostPlace,
  inherited: ReadonlySet<PostId | null>,
): Maker {
  const doubts = openDoubts(channel.limits)
  return { post: (write) => post(write, keyOf(to, write.part)), edit, doubt: doubts.add }

  async function post(write: Write, key: string): Promise<PostId> {
    const { part, content, attempt } = write
    await records.before(part, content.text)
    const { postId, isSure } = await attempt.run(() => findOrMake(key, content))
    return isSure ? postId : edit(postId, write)
  }

  /** Not sure of what it shows when it may be an older post, with the words of then. */
  async function findOrMake(key: string, content: Content) {
    const found = doubts.has(key) ? await channel.find?.(to, key) : null
    if (found) return { postId: found, isSure: false }
    try {
      const postId = await channel.post(to, content, key)
      return { postId, isSure: channel.find !== undefined || doubts.allowOnly(key, content) }
    } catch (error) {
      if (!isRefusal(error)) doubts.add(key, content)
      throw error
    }
  }

  async function edit(postId: PostId, write: Write): Promise<PostId> {
    try {
      await write.attempt.run(() => channel.edit(to, postId, write.content))
      return postId
    } catch (error) {
      if (!write.attempt.givesUp(error)) throw error
      const key = keyOf(to, write.part, postId)
      // An earlier run may have come to the same end.
      if (channel.find !== undefined || inherited.has(postId)) doubts.add(key)
      return post(write, key)
    }
  }
}

/** Keys under which posts may have been made, with the words that they may show. */
interface Doubts {
  /** Without content when nobody knows its words. */
  add(key: string, content?: Content): void
  has(key: string): boolean
  /** True when whatever was made under that key shows exactly that. */
  allowOnly(key: string, content: Content): boolean
}

function openDoubts(limits: Limits): Doubts {
  const doubts = new Map<string, readonly (Content | null)[]>()
  return {
    add: (key, content) => void doubts.set(key, [...(doubts.get(key) ?? []), content ?? null]),
    has: (key) => doubts.has(key),
    allowOnly: (key, content) =>
      (doubts.get(key) ?? []).every((maybe) => maybe !== null && isSame(maybe, content, limits)),
  }
}

/** A channel cannot take a post back, and a reply that was begun anew may need fewer of them. */
const withdrawn: Content = { text: '*The answer above is complete.*', choices: [] }

function isSame(shown: Content, content: Content, { marksEnds = false }: Limits): boolean {
  const isAlike = shown.text === content.text && shown.choices.length === content.choices.length
  return isAlike && (!marksEnds || endOf(shown) === endOf(content))
}

/** What may stand below the words goes by these. */
function endOf({ isUnfinished = false, reply }: Content): string {
  return `${isUnfinished} ${reply === undefined}`
}
