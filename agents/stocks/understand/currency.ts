import type { Reading } from '../../../core/project.ts'
import { choiceOf, examples, listed } from './ask.ts'
import { isMarketFrom } from './confidence.ts'
import { answered, work } from './readings.ts'
import type { Situation } from './situation.ts'
import { vocabulary } from './vocabulary.ts'

/** Exchange rates: a chart where the data source has the pair, and an honest word where it has not. */
export function currency(situation: Situation): Reading | undefined {
  const { signs, confidence, directory } = situation
  const { currencies, cues, mentions, unknown } = signs
  const isPair = unknown.some(({ text }) => isPairOf(text.toUpperCase()))
  const isAsked = currencies.length > 0 || cues.has('exchange')
  if (!isPair && (!isAsked || confidence < isMarketFrom)) return undefined
  if (mentions.some(({ form }) => form !== 'ordinary')) return undefined
  const symbol = pairsOf(currencies).find((pair) => directory.get(pair) !== undefined)
  if (symbol === undefined) return uncovered(situation)
  return work({ ...signs, intent: 'currency', confidence, symbols: [symbol], aspect: null })
}

/** `EURUSD`, `EURUSD=X` */
function isPairOf(text: string): boolean {
  const codes = text.replace('=X', '')
  return codes.length === 6 && isCurrency(codes.slice(0, 3)) && isCurrency(codes.slice(3))
}

function isCurrency(code: string): boolean {
  return vocabulary.get(code.toLowerCase())?.currency === code
}

function pairsOf([from, to = 'USD']: readonly string[]): string[] {
  return from === undefined ? [] : [`${from}${to}=X`, `${to}${from}=X`]
}

function uncovered({ signs, confidence, directory }: Situation): Reading {
  const { currencies } = signs
  const which = currencies.length > 0 ? ` for ${listed(currencies)}` : ''
  return answered({
    intent: 'currency',
    confidence: Math.max(confidence, isMarketFrom),
    answer: `I have no exchange rates${which} yet, and I would rather say so than guess one. Stocks and indices I can look at:`,
    choices: [...examples(directory), choiceOf('Market overview')],
  })
}
