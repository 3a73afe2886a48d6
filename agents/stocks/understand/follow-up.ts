import type { Reading } from '../../../core/project.ts'
import { aspectOf, compareWithWhat } from './about-symbols.ts'
import type { Cue } from './cues.ts'
import { followUpConfidence, mostSymbols, work } from './readings.ts'
import type { Signs } from './signs.ts'
import { isLongWanted, type Situation } from './situation.ts'
import { sinceLast, type Topic } from './topic.ts'

/** A longer question says itself whom it is about. */
const mostWords = 14

/** No symbol is named and the thread knows whom it is about: `why?`, `over one year`, `is it expensive?`. */
export function followUp(situation: Situation): Reading | undefined {
  const { signs, topic, question } = situation
  if (topic === null || !leansOnThread(signs)) return undefined
  const symbols = signs.cues.has('plural') ? topic.recent : topic.symbols
  if (signs.cues.has('compare') && symbols.length === 1) return compareWithWhat(situation, symbols)
  const aspect = aspectOf(situation) ?? keptAspect(signs, topic)
  const intent = intentOf(signs, { ...topic, symbols }, aspect)
  const changed = intent === 'changes' ? sinceLast(question, symbols) : null
  return work({
    intent,
    confidence: followUpConfidence,
    symbols: symbols.slice(0, mostSymbols),
    aspect: intent === 'changes' ? null : aspect,
    period: signs.period ?? changed ?? topic.period,
    isLong: isLongWanted(situation),
  })
}

function leansOnThread(signs: Signs): boolean {
  const { cues, wordCount, leftoverCount } = signs
  if (wordCount > mostWords || leftoverCount * 3 > wordCount) return false
  if (apart.some((cue) => cues.has(cue)) || signs.sector !== null || signs.country !== null)
    return false
  return signs.aspect !== null || signs.period !== null || leaning.some((cue) => cues.has(cue))
}

/** These speak of something else than the thread's symbols. */
const apart: readonly Cue[] = ['other', 'overview', 'place', 'own', 'alert', 'exchange']
const leaning: readonly Cue[] = [
  'reason',
  'pronoun',
  'plural',
  'compare',
  'changes',
  'advice',
  'more',
  'look',
  'rank',
  'trade',
  'market',
]

/** `over one year` after `RSI of AAPL` is still about the RSI. */
function keptAspect({ cues, period }: Signs, topic: Topic): string | null {
  const isPeriodOnly = period !== null && !leaning.some((cue) => cues.has(cue))
  return isPeriodOnly ? topic.aspect : null
}

function intentOf(signs: Signs, topic: Topic, aspect: string | null): string {
  const { cues } = signs
  if (cues.has('reason')) return 'reason'
  if (cues.has('changes')) return 'changes'
  if (topic.symbols.length > 1) return groupIntent(signs, topic)
  return aspect === null ? 'analysis' : 'aspect'
}

function groupIntent({ cues }: Signs, { intent }: Topic): string {
  if (cues.has('rank')) return 'ranking'
  return intent === 'ranking' || intent === 'overview' ? intent : 'comparison'
}
