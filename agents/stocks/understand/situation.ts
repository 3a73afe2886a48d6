import type { Reading } from '../../../core/project.ts'
import type { Question } from '../../../core/types.ts'
import type { SymbolDirectory } from './directory.ts'
import type { Signs } from './signs.ts'
import type { Topic } from './topic.ts'

/** All that a rule may look at. */
export interface Situation {
  readonly question: Question
  readonly signs: Signs
  /** What the thread last spoke of; null where it spoke of no symbol yet. */
  readonly topic: Topic | null
  /** The country whose market is meant where the question does not say, as the person chose; null for none. */
  readonly home: string | null
  /** How surely the question alone is about markets, in [0, 1]. */
  readonly confidence: number
  readonly directory: SymbolDirectory
}

/** One way to read a question; undefined where it does not apply. */
export type Rule = (situation: Situation) => Reading | undefined

/** All of it, where the question asks for that, or the person always does and the question not for less. */
export function isLongWanted({ signs: { cues }, question: { settings } }: Situation): boolean {
  return cues.has('long') || (settings?.answers === 'long' && !cues.has('short'))
}
