import { expect, it } from 'vitest'

import { AppError } from '../../../core/errors.ts'
import type { ModelEvent, ModelProvider, ModelRequest } from '../../../core/model.ts'
import { guarded } from './guarded.ts'

const usage = { provider: 'p', model: 'm', inputTokens: 1, outputTokens: 1, estimated: false }
const request = {
  system: 'Be brief.',
  context: 'It is Monday.',
  messages: [{ role: 'user' as const, text: 'How is AAPL?' }],
  signal: new AbortController().signal,
}

/** What is heard of a model whose events are these. */
async function heardOf(
  events: (request: ModelRequest) => readonly ModelEvent[],
  more: Partial<ModelRequest> = {},
) {
  let [leaks, calls] = [0, 0]
  let asked: ModelRequest | undefined
  const model: ModelProvider = {
    name: 'p',
    model: 'm',
    isAvailable: true,
    async *stream(sealed) {
      asked = sealed
      yield* events(sealed)
    },
  }
  const reader: ModelProvider = guarded(model, {
    isAllowed: () => false,
    isHarmless: () => true,
    onWithheld: () => {},
    onLeak: () => (leaks += 1),
    onCall: () => (calls += 1),
  })
  const heard = await Array.fromAsync(reader.stream({ ...request, ...more }))
  return { heard, leaks, calls, asked }
}

function secretOf({ context = '' }: ModelRequest): string {
  return /word (\w{20})/.exec(context)?.[1] ?? ''
}

const text = (delta: string): ModelEvent => ({ type: 'text', delta })
const done = (said: string): ModelEvent => ({ type: 'done', text: said, usage })

it('hands on whole sentences and their end', async () => {
  const { heard } = await heardOf(() => [text('Up. Do'), text('wn.'), done('Up. Down.')])
  expect(heard).toEqual([text('Up. '), text('Down.'), done('Up. Down.')])
})

it('leaves the system prompt as it is and comes after the context, so that providers can keep both', async () => {
  const { asked } = await heardOf(() => [done('')])
  expect(asked?.system).toBe('Be brief.')
  expect(asked?.context).toMatch(/^It is Monday\.\n\nWords of others/)
})

it('ends before the sentence that gives something away, and says no more', async () => {
  const { heard, leaks } = await heardOf((asked) => [
    text(`Fine. It is ${secretOf(asked)}. More.`),
    done('…'),
  ])
  expect(heard.map(({ type }) => type)).toEqual(['text', 'failed'])
  expect(heard[1]).toMatchObject({ partial: 'Fine. ' })
  expect(leaks).toBe(1)
})

it('passes on nothing of an answer in a form that gives something away', async () => {
  const schema = { name: 'form', json: {} }
  const { heard } = await heardOf((asked) => [text('{'), done(`{"a":"${secretOf(asked)}"}`)], {
    schema,
  })
  expect(heard).toMatchObject([{ type: 'failed', partial: '' }])
  const { heard: harmless } = await heardOf(() => [text('{}'), done('{}')], { schema })
  expect(harmless).toEqual([done('{}')])
})

it('begins anew with the model, and forgets what it held back', async () => {
  const restart = { type: 'restart', error: new AppError('timeout', 'slow'), usage } as const
  const { heard } = await heardOf(() => [text('One. Tw'), restart, text('Three.'), done('Three.')])
  expect(heard).toEqual([text('One. '), restart, text('Three.'), done('Three.')])
})

it('hands on no call of a tool, and tells of it', async () => {
  const call: ModelEvent = { type: 'tool', id: '1', name: 'place_order', arguments: {} }
  const { heard, calls } = await heardOf(() => [text('Ok.'), call, done('Ok.')])
  expect(heard).toEqual([text('Ok.'), done('Ok.')])
  expect(calls).toBe(1)
  const schema = { name: 'form', json: {} }
  const { heard: form, calls: others } = await heardOf(() => [call, done('{}')], { schema })
  expect([form, others]).toEqual([[done('{}')], 1])
})

it('ends with a failure where the model ends without a word', async () => {
  const { heard } = await heardOf(() => [text('One. Tw')])
  expect(heard.map(({ type }) => type)).toEqual(['text', 'text', 'failed'])
  expect(heard.at(-1)).toMatchObject({ partial: 'One. Tw' })
  const { heard: form } = await heardOf(() => [text('{')], { schema: { name: 'form', json: {} } })
  expect(form.map(({ type }) => type)).toEqual(['failed'])
})

it('tells what an answer cost that was stopped', async () => {
  const { heard } = await heardOf((asked) => [done(`"${secretOf(asked)}"`)], {
    schema: { name: 'form', json: {} },
  })
  expect(heard).toMatchObject([{ type: 'failed', usage }])
})

it('refuses to offer tools', async () => {
  const tools = [{ name: 'place_order', description: 'Buys.', json: {} }]
  await expect(heardOf(() => [done('')], { tools })).rejects.toThrow('gets no tools')
})

it('tells how far a failure had come in words that may be shown', async () => {
  const error = new AppError('unavailable', 'reset')
  const { heard } = await heardOf(() => [
    text('See http://evil.example now. An'),
    { type: 'failed', error, partial: 'See http://evil.example now. An' },
  ])
  expect(heard.at(-1)).toEqual({ type: 'failed', error, partial: 'See (link left out) now. An' })
})
