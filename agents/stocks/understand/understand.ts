import type { Reading } from '../../../core/project.ts'
import type { Question } from '../../../core/types.ts'
import { aboutSymbols } from './about-symbols.ts'
import { attached } from './attached.ts'
import { isCompound } from './compound.ts'
import { confidenceOf } from './confidence.ts'
import { currency } from './currency.ts'
import { definition } from './definitions.ts'
import type { SymbolDirectory } from './directory.ts'
import { followUp } from './follow-up.ts'
import { withoutForecast } from './forecast.ts'
import { homeOf, meantAtHome } from './home.ts'
import { overview, ranking } from './lists.ts'
import { aboutWhom, ambiguousName, whichSymbol } from './naming.ts'
import { alert } from './not-yet.ts'
import { trackRecord } from './record.ts'
import { sharedWord } from './shared-word.ts'
import { signsOf } from './signs.ts'
import type { Rule, Situation } from './situation.ts'
import { empty, offTopic, smallTalk } from './small-talk.ts'
import { topicOf } from './topic.ts'
import { unknownName, unknownSymbol } from './unknown.ts'
import { portfolio, watching } from './watching.ts'

export interface UnderstandingDeps {
  readonly directory: SymbolDirectory
}

/**
 * Reads questions without a model: the signs in the words first, then the first rule that applies.
 * The same question in the same thread is always read the same way.
 */
export function understanding({
  directory,
}: UnderstandingDeps): (question: Question, signal: AbortSignal) => Promise<Reading> {
  return async (question, signal) => {
    await directory.ready()
    signal.throwIfAborted()
    return read(situationOf(question, directory))
  }
}

/** In this order: a question back comes before an answer about the wrong thing. */
const rules: readonly Rule[] = [
  attached,
  empty,
  smallTalk,
  trackRecord,
  alert,
  definition,
  currency,
  sharedWord,
  unknownSymbol,
  ambiguousName,
  watching,
  aboutSymbols,
  portfolio,
  followUp,
  ranking,
  overview,
  unknownName,
  whichSymbol,
  aboutWhom,
]

function read(situation: Situation): Reading {
  for (const rule of rules) {
    const reading = rule(situation)
    if (reading !== undefined) {
      const told = withoutForecast(reading, situation)
      return isCompound(situation, reading) ? { ...told, isPartial: true } : told
    }
  }
  return offTopic(situation)
}

function situationOf(question: Question, directory: SymbolDirectory): Situation {
  const deps = { directory, askedAt: question.askedAt }
  const [said, topic, home] = [
    signsOf(question.text, deps),
    topicOf(question, deps),
    homeOf(question),
  ]
  const signs = { ...said, mentions: meantAtHome(said.mentions, { home, topic, directory }) }
  return { question, signs, topic, home, confidence: confidenceOf(signs), directory }
}
