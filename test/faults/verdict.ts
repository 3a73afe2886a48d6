import type { Board, Shown } from './board.ts'
import type { Message } from './courier.ts'
import { answerTo, isPoison } from './script.ts'

/** What a person would say of it all, each complaint in a line. */
export interface Verdict {
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly disordered: readonly string[]
  /** Those who were told that they get no answer, and had asked nothing that kills. */
  readonly givenUp: readonly string[]
}

/** Every message has one whole answer or one visible failure, in order, and at no moment two of anything. */
export function judge(messages: readonly Message[], board: Board): Verdict {
  const of = ({ turnIds }: Message) => [...turnIds].flatMap((turnId) => board.ofTurn(turnId))
  return {
    lost: messages.flatMap((message) => complaint(message, of(message), 'lost')),
    doubled: messages.flatMap((message) => doublings(message, of(message))),
    disordered: messages.flatMap((message, at) => disorder(message, messages.slice(0, at), of)),
    givenUp: messages
      .filter(({ text }) => !isPoison(text))
      .flatMap((message) => complaint(message, of(message), 'failed')),
  }
}

/** True once a person has what was owed. */
export function isAnswered(message: Message, journal: readonly Shown[]): boolean {
  const end = endOf(message, journal)
  return end === 'answered' || end === 'failed'
}

type End = 'answered' | 'failed' | 'lost' | 'doubled'

function endOf({ text }: Message, journal: readonly Shown[]): End {
  return readingOf(text, postsAfter(journal))
}

function readingOf(said: string, posts: readonly string[]): End {
  const whole = posts.filter(isSomething).join('')
  const expected = answerTo(said)
  const failures = whole.split('⚠️').length - 1
  if (isSame(whole, expected)) return 'answered'
  if (squeezed(whole).includes(squeezed(expected)) || failures > 1) return 'doubled'
  return failures === 1 ? 'failed' : 'lost'
}

/** What each post shows in the end, in the order in which they were made. */
function postsAfter(journal: readonly Shown[]): string[] {
  const posts = new Map<string, string>()
  for (const { postId, text } of journal) posts.set(postId, text)
  return [...posts.values()]
}

function doublings(message: Message, journal: readonly Shown[]): string[] {
  const twice = message.turnIds.size > 1 ? [`${message.text}: taken for two messages`] : []
  const end = complaint(message, journal, 'doubled')
  return [...twice, ...end, ...momentsOf(message, journal)]
}

/**
 * What was shown twice for a while only, or taken back after it had been whole. What came from a process that had lost
 * the turn does not count: for a moment there is no help against that.
 */
function momentsOf({ text }: Message, journal: readonly Shown[]): string[] {
  const posts = new Map<string, string>()
  let wasAnswered = false
  for (const { postId, text: words, by } of journal.filter(({ isLate }) => !isLate)) {
    posts.set(postId, words)
    const visible = [...posts.values()].filter(isSomething)
    if (new Set(visible).size < visible.length) return [`${text}: ${by} showed "${words}" twice`]
    const isWhole = isSame(visible.join(''), answerTo(text))
    if (wasAnswered && !isWhole) return [`${text}: ${by} spoilt the whole answer with "${words}"`]
    wasAnswered ||= isWhole
  }
  return []
}

/** Whoever was answered for before we spoke is to have the whole answer before ours begins. */
function disorder(
  message: Message,
  earlier: readonly Message[],
  of: (message: Message) => readonly Shown[],
): string[] {
  const begun = of(message)[0]?.at ?? Infinity
  return earlier
    .filter(({ threadId }) => threadId === message.threadId)
    .filter(({ ackedAt }) => ackedAt !== null && ackedAt < message.saidAt)
    .filter((before) => (of(before).at(-1)?.at ?? 0) > begun)
    .map((before) => `${message.text} began before ${before.text} had ended`)
}

/** With what there is of it, and who made each post and who changed it last. */
function complaint(message: Message, journal: readonly Shown[], about: End): string[] {
  if (endOf(message, journal) !== about) return []
  const what = about === 'failed' ? 'given up' : about
  return [[`${message.text}: ${what}`, ...postsIn(journal)].join(' | ')]
}

function postsIn(journal: readonly Shown[]): string[] {
  const postIds = new Set(journal.map(({ postId }) => postId))
  return [...postIds].map((postId) => {
    const changes = journal.filter((shown) => shown.postId === postId)
    const [first, last] = [changes[0], changes.at(-1)]
    return `${first?.by}, then ${last?.by}: ${last?.text.slice(0, 30)} (${last?.text.length})`
  })
}

/** Not what was removed, nor what deliver.ts leaves in a post that a shorter answer does not need. */
function isSomething(post: string): boolean {
  return post !== '' && !post.includes('The answer above is complete.')
}

function isSame(shown: string, expected: string): boolean {
  return squeezed(shown) === squeezed(expected)
}

/** White space aside, which splitting may take away. */
function squeezed(text: string): string {
  return text.replaceAll(/\s/g, '')
}
