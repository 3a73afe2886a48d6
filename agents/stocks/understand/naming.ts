import type { Reading } from '../../../core/project.ts'
import type { Choice } from '../../../core/types.ts'
import { ask, choiceFor, choiceOf, examples } from './ask.ts'
import { aspects } from './aspects.ts'
import { isMarketFrom } from './confidence.ts'
import { defined } from './definitions.ts'
import type { Listing } from './directory.ts'
import type { Mention } from './mentions.ts'
import { answered } from './readings.ts'
import type { Situation } from './situation.ts'

/** A button each is enough; more would be a list to read. */
const mostChoices = 6

/** The mentions that count, each as narrow as the thread makes it. */
export function namedIn({ signs, topic }: Situation): readonly Mention[] {
  const { mentions, sector, currencies, cues } = signs
  const isElsewhere = sector !== null || currencies.length > 0 || cues.has('overview')
  const counted = mentions.filter(
    ({ form, listings }) =>
      form !== 'ordinary' || listings.length <= 2 || (mentions.length === 1 && !isElsewhere),
  )
  return counted.map((mention) => narrowed(mention, topic?.symbols ?? []))
}

/** A name that several listings share: asks back. */
export function ambiguousName(situation: Situation): Reading | undefined {
  if (situation.confidence < isMarketFrom) return undefined
  const named = namedIn(situation)
  const shared = named.find(({ listings }) => listings.length > 1)
  if (shared === undefined) return undefined
  const others = named.flatMap(({ listings }) => (listings.length === 1 ? listings : []))
  return answered({
    intent: 'ambiguous',
    confidence: situation.confidence,
    answer: `**${shared.text}** could be several. Which one do you mean?`,
    choices: shared.listings
      .slice(0, mostChoices)
      .map((listing) => among(listing, others, situation)),
  })
}

/** A market question that names nobody: explains the term it holds, or asks whom it is about. */
export function whichSymbol(situation: Situation): Reading | undefined {
  const { signs, confidence, directory } = situation
  if (confidence < isMarketFrom) return undefined
  if (signs.term !== null && signs.aspect !== null && !signs.cues.has('reason')) {
    return defined(situation, signs.term)
  }
  const label = signs.aspect === null ? undefined : aspects[signs.aspect]?.label
  return answered({
    intent: 'ambiguous',
    confidence,
    answer: `${label === undefined ? 'Which stock or index' : `The ${label} of which symbol`} do you mean? A company’s name or a symbol is enough.`,
    choices: signs.aspect === null ? examples(directory) : aspectExamples(signs.aspect, situation),
  })
}

/** `why?`, `tell me more` or `is it expensive?` where the thread has not named anybody yet. */
export function aboutWhom({ signs, topic, directory }: Situation): Reading | undefined {
  const { cues, wordCount, leftoverCount, aspect } = signs
  if (topic !== null || wordCount > 8 || leftoverCount > 0 || cues.has('other')) return undefined
  const asks = (['look', 'advice', 'compare', 'reason', 'changes', 'more'] as const).filter((cue) =>
    cues.has(cue),
  )
  const leans = cues.has('pronoun') && (aspect !== null || asks.length > 0)
  const isBare = asks.some((cue) => cue === 'reason' || cue === 'changes' || cue === 'more')
  if (!leans && !isBare) return undefined
  return answered({
    intent: 'ambiguous',
    confidence: 0.45,
    answer: 'Which stock or index do you mean? We have not spoken of one in this thread yet.',
    choices: examples(directory),
  })
}

function narrowed(mention: Mention, symbols: readonly string[]): Mention {
  const known = mention.listings.filter(({ symbol }) => symbols.includes(symbol))
  return known.length === 1 ? { ...mention, listings: known } : mention
}

function among(listing: Listing, others: readonly Listing[], { signs }: Situation): Choice {
  const symbols = [...others, listing].map(({ symbol }) => symbol)
  return { ...choiceFor(listing, signs), text: ask({ ...signs, symbols }) }
}

function aspectExamples(aspect: string, { signs, directory }: Situation): Choice[] {
  return directory
    .preferred(['AAPL', 'TSLA', 'MSFT'])
    .slice(0, 3)
    .map((symbol) => choiceOf(ask({ symbols: [symbol], aspect, period: signs.period })))
}
