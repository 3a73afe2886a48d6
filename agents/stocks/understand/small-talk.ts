import type { Reading } from '../../../core/project.ts'
import { choiceOf, examples } from './ask.ts'
import { isMarketFrom } from './confidence.ts'
import { answered } from './readings.ts'
import { type Kind, sayings } from './sayings.ts'
import type { Situation } from './situation.ts'

/** Nothing was said: no word, or no more than punctuation and pictures. */
export function empty(situation: Situation): Reading | undefined {
  return situation.signs.wordCount === 0 ? say('empty', 0, situation) : undefined
}

/** A greeting, a thank-you, a goodbye or a question about the bot itself; never when there is more in it. */
export function smallTalk(situation: Situation): Reading | undefined {
  const { signs, confidence } = situation
  if (signs.mentions.length > 0 || signs.unknown.length > 0 || signs.cues.has('other'))
    return undefined
  if (signs.leftoverCount > 1 || confidence >= isMarketFrom) return undefined
  const kind = kinds.find((cue) => signs.cues.has(cue))
  return kind === undefined ? undefined : say(kind, 0.3, situation)
}

/** Nothing in it is ours. */
export function offTopic(situation: Situation): Reading {
  return say('other', Math.min(situation.confidence, 0.4), situation)
}

/** In this order: `hi, what can you do?` is a question for help. */
const kinds = ['help', 'self', 'thanks', 'bye', 'greet'] as const

const intents: Readonly<Record<Kind, string>> = {
  empty: 'empty',
  help: 'help',
  self: 'small_talk',
  thanks: 'small_talk',
  bye: 'small_talk',
  greet: 'small_talk',
  other: 'off_topic',
}

function say(kind: Kind, confidence: number, { question, directory }: Situation): Reading {
  const answer = pick(sayings[kind], question.text)
  const definition = kind === 'help' ? [choiceOf('What is a P/E ratio?')] : []
  const choices = [...examples(directory), ...definition]
  const reading = answered({ intent: intents[kind], confidence, answer, choices })
  return kind === 'other' ? { ...reading, isUnclear: true } : reading
}

/** The same question always gets the same words, another one perhaps others. */
function pick(options: readonly string[], text: string): string {
  let hash = 0
  for (const character of text.slice(0, 200)) hash = (hash * 31 + character.charCodeAt(0)) % 65_521
  return options[hash % options.length] ?? ''
}
