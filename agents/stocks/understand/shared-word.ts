import type { Reading } from '../../../core/project.ts'
import { list } from '../sentence.ts'
import { choiceFor } from './ask.ts'
import type { Cue } from './cues.ts'
import { answered } from './readings.ts'
import type { Signs } from './signs.ts'
import type { Situation } from './situation.ts'

/** `How does American look?`: the first word of several names, and nobody's whole name. Asks back. */
export function sharedWord({ signs, confidence, directory }: Situation): Reading | undefined {
  const word = loneWord(signs)
  if (word === null || word.length < shortest) return undefined
  const listings = directory.begunWith(word)
  if (listings.length < 2) return undefined
  const isNamed = word.charAt(0) !== word.charAt(0).toLowerCase()
  const names = list(listings.map(({ name }) => name))
  return answered({
    intent: 'ambiguous',
    confidence: Math.max(confidence, isNamed ? 0.6 : 0.45),
    answer: `**${word}** could be several: ${names}. Which one do you mean?`,
    choices: listings.map((listing) => choiceFor(listing, signs)),
  })
}

/** Shorter ones begin too much else. */
const shortest = 5

/** The one word that nothing explains, or that is a nation's and has nothing to go with, where somebody is asked about. */
function loneWord(signs: Signs): string | null {
  const { mentions, unknown, leftovers, leftoverCount, nation, sector, financialCount } = signs
  if (mentions.length > 0 || unknown.length > 0 || sector !== null) return null
  if (leftoverCount > 1 || elsewhere.some((cue) => signs.cues.has(cue))) return null
  if (signs.wordCount > 1 && !asking.some((cue) => signs.cues.has(cue))) return null
  const [leftover = null] = leftovers
  if (nation === null) return leftover
  return leftover === null && financialCount === 0 ? nation : null
}

/** These speak of a market, of a list, or of something else. */
const elsewhere: readonly Cue[] = [
  'other',
  'overview',
  'place',
  'rank',
  'own',
  'exchange',
  'measure',
]

const asking: readonly Cue[] = ['look', 'advice', 'reason', 'changes']
