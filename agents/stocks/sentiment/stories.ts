import type { Headline } from '../types.ts'

/** Headlines that tell the same story count once: the newest stands for it. Newest first. */
export function stories(headlines: readonly Headline[]): readonly Headline[] {
  const newestFirst = headlines.toSorted((one, other) =>
    one.publishedAt > other.publishedAt ? -1 : 1,
  )
  const told: { readonly headline: Headline; readonly words: ReadonlySet<string> }[] = []
  for (const headline of newestFirst) {
    const words = telling(headline.title)
    if (!told.some((other) => likeness(words, other.words) >= sameStory))
      told.push({ headline, words })
  }
  return told.map(({ headline }) => headline)
}

/** Share of the words that two headlines have in common, from which on they tell the same. */
const sameStory = 0.6

function telling(title: string): ReadonlySet<string> {
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
