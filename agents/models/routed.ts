import { onTestFinished } from 'vitest'

import { memoryState } from '../../core/memory-state.ts'
import type { ModelEvent, ModelProvider, ModelRequest } from '../../core/model.ts'
import { startAnthropic } from '../../test/fakes/anthropic.ts'
import type { ModelServer } from '../../test/fakes/model-server.ts'
import { startOpenai } from '../../test/fakes/openai.ts'
import type { Clock } from './attempts.ts'
import { ask } from './contract.ts'
import { type Deadlines, patience } from './deadline.ts'
import type { LanesDeps } from './lanes.ts'
import { type Models, openModels } from './models.ts'
import type { Settings } from './settings.ts'

const keys = { openai: 'sk-0123456789abcdef', anthropic: 'sk-ant-0123456789abcdef' }

/** Two providers and the router before them, in a test whose clock moves only when somebody sleeps. */
export interface Routed {
  readonly openai: ModelServer
  readonly anthropic: ModelServer
  readonly models: Models
  /** What was slept, in milliseconds. */
  readonly waits: readonly number[]
  /** `openai overloaded`, a line for each call. */
  readonly calls: readonly string[]
  /** Changes of the breakers: `openai open`. */
  readonly breakers: readonly string[]
  /** Lets time pass. */
  pass(ms: number): void
}

export interface RoutedOptions extends Partial<LanesDeps> {
  readonly settings?: Settings
  readonly patience?: Partial<Deadlines>
}

export async function routed(options: RoutedOptions = {}): Promise<Routed> {
  const openai = await startOpenai({ key: keys.openai, limit: 'max_completion_tokens' })
  const anthropic = await startAnthropic(keys.anthropic)
  onTestFinished(async () => {
    await Promise.all([openai.close(), anthropic.close()])
  })
  const time = testClock()
  const book = bookkeeper()
  const models = await openModels(settingsOf(openai, anthropic, options.settings), {
    state: memoryState(time.clock.now),
    metrics: book,
    clock: time.clock,
    now: time.clock.now,
    deadlines: { ...patience, ...options.patience },
    ...options,
  })
  return { openai, anthropic, models, waits: time.waits, pass: time.pass, ...book }
}

function settingsOf(openai: ModelServer, anthropic: ModelServer, more: Settings = {}): Settings {
  return {
    OPENAI_API_KEY: keys.openai,
    OPENAI_BASE_URL: `${openai.url}/v1`,
    ANTHROPIC_API_KEY: keys.anthropic,
    ANTHROPIC_BASE_URL: anthropic.url,
    ...more,
  }
}

/** It begins now, because servers name dates; chance is always in the middle. */
function testClock() {
  const waits: number[] = []
  let at = Date.now()
  const clock: Clock = {
    now: () => at,
    random: () => 0.5,
    async sleep(ms) {
      waits.push(ms)
      at += ms
    },
  }
  return { clock, waits, pass: (ms: number) => void (at += ms) }
}

function bookkeeper() {
  const calls: string[] = []
  const breakers: string[] = []
  const states = new Map<string, string>()
  return {
    calls,
    breakers,
    modelAttempted: ({ provider, outcome }: { provider: string; outcome: string }) =>
      void calls.push(`${provider} ${outcome}`),
    breakerIs({ provider, state }: { provider: string; state: string }) {
      const before = states.get(provider) ?? 'closed'
      if (before !== state) breakers.push(`${provider} ${state}`)
      states.set(provider, state)
    },
  }
}

/** What somebody who reads along has before them in the end. */
export interface Seen {
  readonly text: string
  readonly restarts: number
  readonly end: Exclude<ModelEvent, { type: 'text' | 'restart' | 'tool' }>
  /** `openai overloaded`, `anthropic`: every call by its usage. */
  readonly usage: readonly string[]
}

export async function read(model: ModelProvider, request: ModelRequest = ask()): Promise<Seen> {
  const events = await Array.fromAsync(model.stream(request))
  const end = events.at(-1)
  if (end?.type !== 'done' && end?.type !== 'failed') throw new Error(`ended with ${end?.type}`)
  const text = events.reduce((shown, event) => {
    if (event.type === 'restart') return ''
    return event.type === 'text' ? shown + event.delta : shown
  }, '')
  const restarts = events.filter(({ type }) => type === 'restart').length
  return { text, restarts, end, usage: events.flatMap(usageIn) }
}

function usageIn(event: ModelEvent): string[] {
  if (!('usage' in event) || !event.usage) return []
  const { provider, failure } = event.usage
  return [failure === undefined ? provider : `${provider} ${failure}`]
}
