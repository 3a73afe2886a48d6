import { aspectPhrases, factPhrases } from './aspect-phrases.ts'
import { type Cue, cuePhrases } from './cues.ts'
import { glossary } from './glossary.ts'
import { metricOf } from './metrics.ts'
import { currencyPhrases, sectorPhrases } from './themes.ts'
import { keyOf } from './words.ts'

/** Everything that a phrase says about a question. */
export interface Meaning {
  readonly aspect: string | null
  /** One figure of the aspect, out of facts.ts. */
  readonly fact: string | null
  /** A title of the glossary. */
  readonly term: string | null
  /** True when the phrase is said of markets and hardly of anything else. */
  readonly isFinancial: boolean
  /** A tag of listings.tsv. */
  readonly sector: string | null
  /** ISO 4217 */
  readonly currency: string | null
  readonly cues: ReadonlySet<Cue>
}

const nothing: Meaning = {
  aspect: null,
  fact: null,
  term: null,
  isFinancial: false,
  sector: null,
  currency: null,
  cues: new Set(),
}

/** The longest phrase, in words. */
export const longestPhrase = 6

/** In a phrase they leave no doubt what it is about. */
const marketWords = new Set(['stock', 'stocks', 'shares'])

/** Each phrase we know, by its key. */
export const vocabulary: ReadonlyMap<string, Meaning> = collect()

function collect(): Map<string, Meaning> {
  const known = new Map<string, Meaning>()
  for (const [cue, phrases] of Object.entries(cuePhrases)) addCue(known, cue, phrases)
  for (const [currency, phrase] of entriesOf(currencyPhrases)) add(known, phrase, { currency })
  for (const [sector, phrase] of entriesOf(sectorPhrases)) add(known, phrase, { sector })
  for (const { title, phrases } of glossary.values()) {
    for (const phrase of phrases) add(known, phrase, { term: title })
  }
  for (const [aspect, phrase] of entriesOf(aspectPhrases)) {
    add(known, phrase, { aspect, isFinancial: !phrase.startsWith('~') })
  }
  for (const [fact, phrase] of entriesOf(factPhrases)) {
    const aspect =
      known.get(keyOf(phrase))?.aspect ?? metricOf({ fact, aspect: null })?.aspect ?? null
    add(known, phrase, { fact, aspect, isFinancial: true })
  }
  for (const key of known.keys()) {
    if (key.split(' ').some((word) => marketWords.has(word))) addCue(known, 'market', key)
  }
  return known
}

function addCue(known: Map<string, Meaning>, cue: string, phrases: string): void {
  if (!isCue(cue)) return
  for (const phrase of phrases.split(',')) {
    const cues = known.get(keyOf(phrase))?.cues ?? []
    add(known, phrase, { cues: new Set([...cues, cue]) })
  }
}

function isCue(name: string): name is Cue {
  return name in cuePhrases
}

function add(known: Map<string, Meaning>, phrase: string, said: Partial<Meaning>): void {
  const key = keyOf(phrase)
  known.set(key, { ...(known.get(key) ?? nothing), ...said })
}

/** `name: phrase, phrase`, a name each line; what is indented goes on with the line before. */
function* entriesOf(table: string): Generator<[name: string, phrase: string]> {
  for (const line of table.trim().split(/\n(?! )/)) {
    const [name = '', phrases = ''] = line.split(': ')
    for (const phrase of phrases.split(',')) yield [name, phrase.trim()]
  }
}
