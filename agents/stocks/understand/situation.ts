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
  /** How surely the question alone is about markets, in [0, 1]. */
  readonly confidence: number
  readonly directory: SymbolDirectory
}

/** One way to read a question; undefined where it does not apply. */
export type Rule = (situation: Situation) => Reading | undefined
