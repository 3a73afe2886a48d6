import { readings } from './disguise.ts'
import { lexicon } from './lexicon.ts'

type Features = ReadonlySet<string>

/** What a short text shows of an instruction to a machine: concepts, and which stands near which; each counts once. */
export function featuresOf(text: string): Features {
  return new Set([...passagesOf(text), shapesOf(text)].flatMap((found) => [...found]))
}

/** The same for each two sentences in a row: a long text is as suspicious as its worst part. */
export function passagesOf(text: string): readonly Features[] {
  return readings(text).flatMap((reading) => {
    const sentences = sentencesOf(reading).map(mentionedIn)
    return sentences.map((found, at) => new Set([...found, ...(sentences[at + 1] ?? [])]))
  })
}

/** What can be seen of it without reading. */
export function shapesOf(text: string): Features {
  return new Set(shapes.flatMap(({ name, pattern }) => (pattern.test(text) ? [name] : [])))
}

interface Mention {
  readonly concept: string
  readonly at: number
}

/** Further apart than this, in letters, two words have nothing to do with one another. */
const near = 48
/** Neighbours: `your` and `rules`. */
const close = 16

function mentionedIn(sentence: string): Features {
  const found = new Set<string>()
  const mentions = mentionsIn(sentence)
  for (const [index, { concept, at }] of mentions.entries()) {
    found.add(concept)
    if (at <= 8) found.add(`^${concept}`)
    for (const next of mentions.slice(index + 1)) {
      if (next.at - at > near) break
      if (next.concept === concept) continue
      found.add(`${concept} ${next.concept}`)
      if (next.at - at <= close) found.add(`${concept}+${next.concept}`)
    }
  }
  return found
}

function mentionsIn(sentence: string): readonly Mention[] {
  const mentions: Mention[] = []
  for (const { index: at, groups = {} } of sentence.matchAll(concepts)) {
    for (const [concept, words] of Object.entries(groups)) {
      if (words !== undefined) mentions.push({ concept, at })
    }
  }
  return mentions
}

/** Commands and orders may be long: only so much of a text is looked at. */
const mostSentences = 60

function sentencesOf(text: string): readonly string[] {
  return text.split(/[.!?。！？\n]+(?=\s|$|\p{Lo})/u, mostSentences)
}

/** One expression for all concepts; where several words begin alike the first concept that has one counts. */
const concepts = new RegExp(Object.entries(lexicon).map(groupOf).join('|'), 'gu')

function groupOf([concept, words]: readonly [string, string]): string {
  const stems = words.split(/\s+/).toSorted((a, b) => b.length - a.length)
  return `(?<${concept}>${stems.map(stemOf).join('|')})`
}

function stemOf(stem: string): string {
  const isWhole = stem.endsWith('.')
  const letters = stem
    .replace(/\.$/, '')
    .replaceAll('.', String.raw`\.`)
    .replaceAll('_', String.raw`\s+`)
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(stem))
    return letters
  return String.raw`(?<![\p{L}\p{N}])${letters}${isWhole ? String.raw`(?![\p{L}\p{N}])` : ''}`
}

const shapes: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  {
    name: 'tag',
    pattern: /<\|?\/?(?:im_start|im_end|system|sys|assistant|context|inst)\b|\[\/?inst\]|<<sys>>/i,
  },
  {
    name: 'label',
    pattern:
      /(?:^|[\n.\]#<([{"'*]\s*)(?:system|assistant|developer|human|user|ai)\s*(?::|"\s*,|\])/im,
  },
  { name: 'fence', pattern: /#{3,}\s*\w+|-{3,}\s*(?:begin|end|system)|={3,}/i },
  { name: 'comment', pattern: /<!--|\[hidden|\/\*/i },
  { name: 'blob', pattern: /[a-z0-9+/=]{60,}/i },
  { name: 'shout', pattern: /!{3,}|\b[A-Z]{4,}\b.*\b[A-Z]{4,}\b.*\b[A-Z]{4,}\b/ },
  { name: 'quoted', pattern: /["“'«].{8,}["”'»]/ },
]
