import type { Headline } from '../types.ts'
import { scoreHeadline } from './score-headline.ts'

/**
 * Headlines that tell the same story count once: the newest stands for it. Newest first. Those that say the opposite
 * of each other in nearly the same words are two stories.
 */
export function stories(headlines: readonly Headline[]): readonly Headline[] {
  const newestFirst = headlines.toSorted((one, other) =>
    one.publishedAt > other.publishedAt ? -1 : 1,
  )
  const told: Telling[] = []
  for (const headline of newestFirst) {
    const telling = tellingOf(headline)
    if (!told.some((other) => isSame(telling, other))) told.push(telling)
  }
  return told.map(({ headline }) => headline)
}

/** Share of the words that two headlines have in common, from which on they tell the same. */
const sameStory = 0.6

interface Telling {
  readonly headline: Headline
  readonly title: string
  readonly words: ReadonlySet<string>
}

function tellingOf(headline: Headline): Telling {
  const title = withoutPublisher(headline)
  return { headline, title, words: wordsOf(title) }
}

/** `Apple profit rose - Reuters`, as news readers write it. */
function withoutPublisher({ title, publisher }: Headline): string {
  const tail = title.toLowerCase().lastIndexOf(publisher.toLowerCase())
  const isTail = tail > 0 && tail + publisher.length === title.trimEnd().length
  return isTail ? title.slice(0, tail).replace(/[\s|–—-]+$/u, '') : title
}

function isSame(one: Telling, other: Telling): boolean {
  if (likeness(one.words, other.words) < sameStory) return false
  return scoreHeadline(one.title) * scoreHeadline(other.title) >= 0
}

function wordsOf(title: string): ReadonlySet<string> {
  const words =
    title
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.filter((word) => word.length > 2 && !fillers.has(word)))
}

const fillers = new Set([
  'the',
  'and',
  'for',
  'its',
  'has',
  'with',
  'from',
  'after',
  'says',
  'that',
  'demo',
])

/** Jaccard's index. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word)).length
  const all = one.size + other.size - common
  return all === 0 ? 1 : common / all
}
