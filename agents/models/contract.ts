import { getEventListeners } from 'node:events'
import { inspect } from 'node:util'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { AppError } from '../../core/errors.ts'
import type { ModelEvent, ModelProvider, ModelRequest } from '../../core/model.ts'
import type { Toolless } from '../../core/reader.ts'
import type { Scene } from '../../test/fakes/model-server.ts'
import { type Deadlines, patience } from './deadline.ts'

/** A provider and the other end of its line. */
export interface Stage {
  open(deadlines: Deadlines): ModelProvider
  /** What the other end does at the next call. */
  play(scene: Scene): void
  close(): Promise<void>
}

/** What every provider keeps to, whatever is behind it. */
export function describeStream(name: string, start: () => Promise<Stage>): void {
  describe(`${name} streams`, () => {
    const stage = staged(start)

    it('the text in order, and ends with all of it', async () => {
      stage().play({ says: ['Apple ', 'rose ', '2 %.'] })
      const events = await collect(stage().open(patience))
      expect(textsOf(events).join('')).toBe('Apple rose 2 %.')
      expect(events.at(-1)).toMatchObject({ type: 'done', text: 'Apple rose 2 %.' })
    })

    it('says which model it was and how much it used', async () => {
      stage().play({ says: ['Yes.'] })
      const model = stage().open(patience)
      const { usage } = endOf(await collect(model), 'done')
      expect(usage).toMatchObject({ provider: model.name, model: model.model })
      expect(usage.inputTokens).toBeGreaterThan(0)
      expect(usage.outputTokens).toBeGreaterThan(0)
    })

    it('ends as stopped, with what was said, when the caller stops it', async () => {
      stage().play({ says: ['Apple ', 'rose'], fault: 'stalls' })
      const events = await stopAfter(stage().open(patience), 'Apple rose')
      const { error, partial } = endOf(events, 'failed')
      expect(error.code).toBe('stopped')
      expect(partial).toBe('Apple rose')
    })

    it('ends as stopped when it was stopped before it began', async () => {
      stage().play({ says: ['never said'] })
      const events = await collect(stage().open(patience), { signal: AbortSignal.abort() })
      expect(events).toHaveLength(1)
      expect(endOf(events, 'failed').error.code).toBe('stopped')
    })

    it('leaves nothing on the signal of the caller', async () => {
      const { signal } = new AbortController()
      stage().play({ says: ['once'] })
      stage().play({ says: ['twice'] })
      const model = stage().open(patience)
      await collect(model, { signal })
      for await (const event of model.stream(ask({ signal }))) if (event) break
      expect(getEventListeners(signal, 'abort')).toEqual([])
    })

    it('keeps two calls apart', async () => {
      stage().play({ says: ['one'] })
      stage().play({ says: ['one'] })
      const model = stage().open(patience)
      const ends = await Promise.all([collect(model), collect(model)])
      expect(ends.map((events) => endOf(events, 'done').text)).toEqual(['one', 'one'])
    })
  })
}

/** A fresh stage for every test. */
export function staged<S extends Stage>(start: () => Promise<S>): () => S {
  let stage: S | undefined
  beforeEach(async () => {
    stage = await start()
  })
  afterEach(() => stage?.close())
  return () => {
    if (!stage) throw new AppError('bug', 'the stage is not set')
    return stage
  }
}

export function ask(request: Partial<Toolless> = {}): Toolless {
  return {
    system: 'Be brief.',
    messages: [{ role: 'user', text: 'How does Apple look?' }],
    signal: new AbortController().signal,
    ...request,
  }
}

/** All events of one call; checks that the last one, and only that one, ends it. */
export async function collect(
  model: ModelProvider,
  request: Partial<ModelRequest> = {},
): Promise<ModelEvent[]> {
  const events: ModelEvent[] = []
  for await (const event of model.stream({ ...ask(), ...request })) events.push(event)
  const ends = events.filter(({ type }) => type === 'done' || type === 'failed')
  expect(ends).toEqual(events.slice(-1))
  const said = textsOf(events).join('')
  for (const end of ends)
    expect(end).toMatchObject(end.type === 'done' ? { text: said } : { partial: said })
  return events
}

/** Stops the call once that has been said. */
export async function stopAfter(model: ModelProvider, text: string): Promise<ModelEvent[]> {
  const controller = new AbortController()
  const events: ModelEvent[] = []
  for await (const event of model.stream(ask({ signal: controller.signal }))) {
    events.push(event)
    if (textsOf(events).join('') === text) controller.abort()
  }
  return events
}

export function textsOf(events: readonly ModelEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'text' ? [event.delta] : []))
}

type EndEvent<Type> = Extract<ModelEvent, { type: Type }>

export function endOf<Type extends 'done' | 'failed'>(
  events: readonly ModelEvent[],
  type: Type,
): EndEvent<Type> {
  const end = events.find((event): event is EndEvent<Type> => event.type === type)
  if (!end) throw new AppError('bug', `expected ${type}: ${inspect(events, { depth: 4 })}`)
  return end
}
