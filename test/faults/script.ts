import { setTimeout } from 'node:timers/promises'

import type { NamedProject } from '../../bot/graph/route.ts'
import { systemClock } from '../../channels/clock.ts'
import { AppError } from '../../core/errors.ts'
import type { ModelEvent, ModelProvider, ModelRequest } from '../../core/model.ts'
import type { Analyst } from '../../core/project.ts'

/**
 * What is said in the harness: `m17 plain`, `m17 long`, `m17 poison`. Everybody knows the one right answer
 * to it, so that whoever looks at the platform can tell a whole reply from half of one.
 */
export type Kind = 'plain' | 'long' | 'poison'

export function answerTo(said: string): string {
  const [name = '', kind = 'plain'] = said.split(' ')
  const middle = Array.from({ length: kind === 'long' ? 20 : 5 }, (_, at) => sentence(name, at))
  return [`Answer to ${name}.`, ...middle, `That was ${name}.`].join(' ')
}

/** Whoever begins to think of it dies. */
export function isPoison(said: string): boolean {
  return said.endsWith('poison')
}

/** Every one another, for a text in which one is missing must not look whole. */
function sentence(name: string, at: number): string {
  const letter = String.fromCodePoint('a'.charCodeAt(0) + (at % 26))
  return `Part ${letter.repeat(1 + Math.floor(at / 26))} of what there is to say to ${name}.`
}

/** A project whose analysts take their time. */
export function slowProject(analystMs: number): NamedProject {
  return {
    name: 'slow',
    analysts: ['first', 'second'].map((name) => slowAnalyst(name, analystMs)),
    jobs: [],
    prompt: 'Say your piece.',
    phrases: [],
    async understand({ text }) {
      // As a bug in native code would: no error to catch, the process is gone.
      if (isPoison(text)) process.kill(process.pid, 'SIGKILL')
      return {
        confidence: 1,
        intent: 'talk',
        symbols: ['ONE'],
        period: null,
        analysts: ['first', 'second'],
        answer: null,
        choices: [],
        aspect: null,
      }
    },
    judge: () => [],
    narrate: ({ question }) => answerTo(question.text),
  }
}

function slowAnalyst(name: string, analystMs: number): Analyst {
  return {
    name,
    title: `The ${name} look`,
    async analyse({ symbol, signal }) {
      await setTimeout(analystMs, undefined, { signal })
      const fetchedAt = new Date().toISOString()
      const evidence = {
        id: `${name}-${symbol}`,
        tool: `slow.${name}`,
        arguments: { symbol },
        source: 'computed',
        asOf: fetchedAt,
        fetchedAt,
        freshness: 'closed' as const,
        values: { word: name },
        units: {},
      }
      const facts = { analyst: name, symbol, score: 0, abstained: null, signals: [], notes: [] }
      return { ...facts, evidence: [evidence] }
    },
  }
}

/** A model that says the answer word by word. */
export function slowModel(wordMs: number): ModelProvider {
  return {
    name: 'slow',
    model: 'slow',
    isAvailable: true,
    stream: (request) => say(request, wordMs),
  }
}

async function* say(
  { messages, signal }: ModelRequest,
  wordMs: number,
): AsyncGenerator<ModelEvent> {
  const text = answerTo(questionIn(messages.at(-1)?.text ?? ''))
  let partial = ''
  for (const delta of text.split(/(?<= )/)) {
    await systemClock.sleep(wordMs, signal)
    if (signal.aborted) break
    partial += delta
    yield { type: 'text', delta }
  }
  if (signal.aborted) yield { type: 'failed', error: AppError.from(signal.reason), partial }
  else yield done(text)
}

function done(text: string): ModelEvent {
  const used = { inputTokens: 1, outputTokens: 1, estimated: true }
  return { type: 'done', text, usage: { provider: 'slow', model: 'slow', ...used } }
}

function questionIn(brief: string): string {
  return /"question":"(?<said>[^"]*)"/.exec(brief)?.groups?.['said'] ?? ''
}
