import type { Reading } from '../../../core/project.ts'
import type { Choice } from '../../../core/types.ts'
import { ask, choiceOf, examples } from './ask.ts'
import { isMarketFrom } from './confidence.ts'
import type { Cue } from './cues.ts'
import type { SymbolDirectory } from './directory.ts'
import { glossary } from './glossary.ts'
import { answered } from './readings.ts'
import type { Situation } from './situation.ts'

/** `What is a P/E ratio?`, `explain RSI`, and a bare term where no thread gives it a symbol. */
export function definition(situation: Situation): Reading | undefined {
  const { signs, topic } = situation
  const { cues, term } = signs
  if (term === null || signs.mentions.length > 0 || signs.unknown.length > 0) return undefined
  if (situation.confidence < isMarketFrom && !cues.has('define')) return undefined
  if (elsewhere.some((cue) => cues.has(cue))) return undefined
  const isAsked = cues.has('define') || (cues.has('whatIs') && !cues.has('pronoun'))
  const isBare = topic === null && signs.wordCount <= 3
  return isAsked || isBare ? defined(situation, term) : undefined
}

/** These use a term to ask for something else. */
const elsewhere: readonly Cue[] = ['overview', 'rank', 'own', 'alert', 'reason', 'record', 'other']

/** The glossary's entry, with buttons that show the thing on real symbols. */
export function defined(
  { confidence, topic, directory }: Situation,
  title: string,
): Reading | undefined {
  const term = glossary.get(title)
  if (term === undefined) return undefined
  return answered({
    intent: 'definition',
    confidence: Math.max(confidence, 0.6),
    answer: `**${term.title}**\n\n${term.body}`,
    choices:
      term.aspect === null
        ? examples(directory)
        : shownOn(term.aspect, topic?.symbols ?? [], directory),
  })
}

function shownOn(aspect: string, symbols: readonly string[], directory: SymbolDirectory): Choice[] {
  const shown = [...symbols, ...directory.preferred(['AAPL', 'MSFT', 'TSLA'])].slice(0, 2)
  return [...new Set(shown)].map((symbol) =>
    choiceOf(ask({ symbols: [symbol], aspect, period: null })),
  )
}
