import type { Reading } from '../../../core/project.ts'
import { ask, choiceOf, examples } from './ask.ts'
import { isMarketFrom } from './confidence.ts'
import { answered } from './readings.ts'
import type { Situation } from './situation.ts'

/** `Tell me when AAPL falls below 100.` */
export function alert(situation: Situation): Reading | undefined {
  const { signs, confidence } = situation
  if (!signs.cues.has('alert') || confidence < isMarketFrom) return undefined
  return instead('alert', situation, noAlerts)
}

const noAlerts =
  'I cannot watch prices or write to you on my own yet. Ask whenever you like, and I will look at that moment:'

/** What is not there yet, said plainly, with what can be done today. */
function instead(
  intent: string,
  { signs, confidence, directory }: Situation,
  answer: string,
): Reading {
  const symbols = signs.mentions.flatMap(({ listings }) => listings.map(({ symbol }) => symbol))
  const own = symbols.slice(0, 2).map((symbol) => choiceOf(ask({ ...signs, symbols: [symbol] })))
  return answered({
    intent,
    confidence: Math.max(confidence, isMarketFrom),
    answer,
    choices: own.length > 0 ? own : examples(directory),
  })
}
