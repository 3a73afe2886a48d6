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

/** No sentence that means anything has more. */
const mostMentions = 1_000

function mentionsIn(sentence: string): readonly Mention[] {
  const mentions = [words, signs].flatMap((concepts) =>
    [...sentence.matchAll(concepts)].flatMap(({ index: at, groups = {} }) =>
      Object.entries(groups).flatMap(([concept, found]) => (found ? [{ concept, at }] : [])),
    ),
  )
  return mentions.toSorted((a, b) => a.at - b.at).slice(0, mostMentions)
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/[.!?。！？\n]+(?=\s|$|\p{Lo})/u).filter((words) => /\p{L}/u.test(words))
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** All concepts at once; where several begin alike the first one counts. Scripts without spaces have no word starts. */
const words = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${alternatives((stem) => !unspaced.test(stem))})`,
  'gu',
)
const signs = new RegExp(
  alternatives((stem) => unspaced.test(stem)),
  'gu',
)

function alternatives(isMeant: (stem: string) => boolean): string {
  const groups = Object.entries(lexicon).flatMap(([concept, all]) => {
    const stems = all.split(/\s+/).filter(isMeant)
    const longestFirst = stems.toSorted((a, b) => b.length - a.length)
    return stems.length === 0 ? [] : [`(?<${concept}>${longestFirst.map(patternOf).join('|')})`]
  })
  return groups.join('|')
}

function patternOf(stem: string): string {
  const letters = stem
    .replace(/\.$/, '')
    .replaceAll('.', String.raw`\.`)
    .replaceAll('_', String.raw`\s+`)
  return stem.endsWith('.') ? String.raw`${letters}(?![\p{L}\p{N}])` : letters
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
  { name: 'fence', pattern: /(?<!#)#{3,}\s*\w+|(?<!-)-{3,}\s*(?:begin|end|system)|={3,}/i },
  { name: 'comment', pattern: /<!--|\[hidden|\/\*/i },
  { name: 'blob', pattern: /[a-z0-9+/=]{60,}/i },
  { name: 'shout', pattern: /!{3,}|\b[A-Z]{4,}\b.*\b[A-Z]{4,}\b.*\b[A-Z]{4,}\b/ },
  { name: 'quoted', pattern: /["“'«].{8,}["”'»]/ },
]
