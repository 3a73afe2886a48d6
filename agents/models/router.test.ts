import { expect, it } from 'vitest'

import type { ModelProvider } from '../../core/model.ts'
import type { Scene } from '../../test/fakes/model-server.ts'
import { breakerOptions } from './breaker.ts'
import { ask, collect, describeStream, endOf, stopAfter } from './contract.ts'
import { read, routed } from './routed.ts'

const down: Scene = { fault: { kind: 'status', status: 503, message: 'no' } }
const refusesKey: Scene = { fault: { kind: 'status', status: 401, message: 'no' } }

describeStream('the router', async () => {
  const { models, openai } = await routed()
  return { open: () => models.of(), play: openai.play, close: async () => {} }
})

it('passes a model by that fails again and again, and finds out by one call when it is back', async () => {
  const { models, openai, anthropic, breakers, pass } = await routed()
  const model = models.of()
  for (let time = 0; time < breakerOptions.failures; time += 1) {
    openai.play(refusesKey)
    anthropic.play({ says: ['Rose.'] })
    await read(model)
  }
  anthropic.play({ says: ['Rose.'] })
  expect((await read(model)).usage).toEqual(['anthropic'])
  expect(openai.calls).toHaveLength(breakerOptions.failures)

  pass(breakerOptions.restMs)
  openai.play({ says: ['Fell.'] })
  expect((await read(model)).text).toBe('Fell.')
  openai.play({ says: ['Fell.'] })
  expect((await read(model)).text).toBe('Fell.')
  expect(breakers).toEqual(['openai open', 'openai half_open', 'openai closed'])
})

it('says why while every model rests', async () => {
  const settings = { ANTHROPIC_API_KEY: '' }
  const { models, openai } = await routed({ settings })
  for (let time = 0; time <= breakerOptions.failures; time += 1) {
    openai.play(refusesKey)
    const { end } = await read(models.of())
    const said = 'The writing model is unavailable. OpenAI refused the key. Check OPENAI_API_KEY.'
    expect(end).toMatchObject({ type: 'failed', error: { code: 'unavailable', said } })
  }
  expect(openai.calls).toHaveLength(breakerOptions.failures)
})

it('leaves a model alone for as long as it asks to be', async () => {
  const { models, openai, anthropic, pass } = await routed()
  const busy = { kind: 'status' as const, status: 429, message: 'slow', retryAfter: '60' }
  openai.play({ fault: busy })
  anthropic.play({ says: ['Rose.'] })
  anthropic.play({ says: ['Rose.'] })
  await read(models.of())
  pass(59_000)
  await read(models.of())
  expect(openai.calls).toHaveLength(1)
  pass(1_000)
  openai.play({ says: ['Fell.'] })
  expect((await read(models.of())).text).toBe('Fell.')
})

it('goes to the next model when there is no room at the first', async () => {
  const { models, openai, anthropic } = await routed({ settings: { LLM_CONCURRENCY: '1' } })
  const gate = Promise.withResolvers<void>()
  openai.play({ says: ['One.'], until: gate.promise })
  openai.play({ says: ['Two.'] })
  anthropic.play({ says: ['Three.'] })
  const model = models.of()
  const one = model.stream(ask())[Symbol.asyncIterator]()
  await one.next()
  const two = read(model)
  const three = read(model)
  expect(await three).toMatchObject({ text: 'Three.', usage: ['anthropic'] })
  gate.resolve()
  await one.next()
  expect((await two).text).toBe('Two.')
})

it('does not retry, or blame the model, when the caller stops', async () => {
  const { models, openai, anthropic, calls, breakers } = await routed()
  for (let time = 0; time <= breakerOptions.failures; time += 1) {
    openai.play({ says: ['Apple '], fault: 'stalls' })
    endOf(await stopAfter(models.of(), 'Apple '), 'failed')
  }
  expect(new Set(calls)).toEqual(new Set(['openai stopped']))
  expect(breakers).toEqual([])
  expect(anthropic.calls).toEqual([])
})

it('hangs up and gives its place free when the reader walks away', async () => {
  const { models, openai, calls } = await routed({ settings: { LLM_CONCURRENCY: '1' } })
  openai.play({ says: ['Apple '], fault: 'stalls' })
  for await (const event of models.of().stream(ask())) if (event) break
  await expect(openai.calls[0]?.hungUp).resolves.toBe(true)
  expect(calls).toEqual(['openai left'])
  openai.play({ says: ['Rose.'] })
  expect((await read(models.of())).text).toBe('Rose.')
})

it('begins nothing that cannot be done by the deadline', async () => {
  const { models, openai, anthropic, waits } = await routed()
  openai.play(down)
  const { end } = await read(models.of(), ask({ deadline: Date.now() + 500 }))
  expect(end).toMatchObject({ type: 'failed', error: { code: 'unavailable' } })
  expect(waits).toEqual([])
  expect(openai.calls).toHaveLength(1)
  expect(anthropic.calls).toEqual([])
})

it('ends what is under way at the deadline, and says that no model answered', async () => {
  const { models, openai } = await routed()
  openai.play({ says: ['Apple '], fault: 'stalls' })
  const { end } = await read(models.of(), ask({ deadline: Date.now() + 200 }))
  expect(end).toMatchObject({ type: 'failed', error: { code: 'unavailable' }, partial: 'Apple ' })
  await expect(openai.calls[0]?.hungUp).resolves.toBe(true)
})

it('takes the model that an agent has of its own', async () => {
  const settings = { LLM_ALIASES: 'fast=anthropic', LLM_AGENTS: 'restate=fast' }
  const { models, openai, anthropic } = await routed({ settings })
  const caller = { organisationId: 'o', userId: 'u', turnId: 't', project: 'p' }
  anthropic.play({ says: ['Rose.'] })
  openai.play({ says: ['Fell.'] })
  const model = models.of()
  const restating = await read(model, ask({ caller: { ...caller, agent: 'restate' } }))
  const writing = await read(model, ask({ caller: { ...caller, agent: 'write' } }))
  expect([restating.text, writing.text]).toEqual(['Rose.', 'Fell.'])
})

it('finds a model by its name, with the usual ones behind it', async () => {
  const { models, openai, anthropic } = await routed()
  const model = models.named('claude-opus-5-5')
  expect(model).toMatchObject({ name: 'anthropic', model: 'claude-opus-5-5', isAvailable: true })
  anthropic.play(refusesKey)
  openai.play({ says: ['Fell.'] })
  const seen = await read(assured(model))
  expect(seen).toMatchObject({ text: 'Fell.', usage: ['anthropic key', 'openai'] })
  expect(anthropic.calls[0]?.body).toMatchObject({ model: 'claude-opus-5-5' })
})

function assured(model: ModelProvider | null): ModelProvider {
  if (!model) throw new Error('there is no such model')
  return model
}

it('writes nothing where no model is set up', async () => {
  const { models } = await routed({ settings: { DEFAULT_LLM_PROVIDER: 'offline' } })
  expect(models.of().isAvailable).toBe(false)
  endOf(await collect(models.of()), 'failed')
})
