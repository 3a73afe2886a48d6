import { expect, it } from 'vitest'
import { z } from 'zod'

import { AppError } from './errors.ts'
import type { ModelProvider, ModelRequest } from './model.ts'
import { structured } from './structured.ts'

const format = { name: 'route', schema: z.strictObject({ symbol: z.string().max(5) }) }
const request = {
  system: 'Find the symbol.',
  messages: [{ role: 'user' as const, text: 'Apple?' }],
  signal: new AbortController().signal,
}
const used = { provider: 'told', model: 'told', inputTokens: 1, outputTokens: 1, estimated: false }

/** Answers as it is told, a text or a failure for each call. */
function told(...answers: readonly (string | AppError)[]) {
  const requests: ModelRequest[] = []
  const rest = [...answers]
  const model: ModelProvider = {
    name: 'told',
    model: 'told',
    isAvailable: true,
    async *stream(asked) {
      requests.push(asked)
      const next = rest.shift() ?? new AppError('bug', 'nothing more to say')
      if (typeof next === 'string') yield { type: 'done', text: next, usage: used }
      else yield { type: 'failed', error: next, partial: '', usage: used }
    },
  }
  return { model, requests }
}

it.each([
  ['alone', '{"symbol":"AAPL"}'],
  ['in a fence', '```json\n{"symbol":"AAPL"}\n```'],
  ['in a sentence', 'Here it is: {"symbol":"AAPL"}. Anything else?'],
])('reads the value %s', async (_, text) => {
  const { model, requests } = told(text)
  const outcome = await structured(model, request, format)
  expect(outcome).toEqual({ type: 'done', value: { symbol: 'AAPL' }, usage: [used] })
  expect(requests[0]?.schema).toMatchObject({ name: 'route', json: { type: 'object' } })
})

it.each([
  ['no JSON', 'It is Apple.', 'expected object'],
  ['cut off', '{"symbol":"AA', 'expected object'],
  ['nothing', '', 'expected object'],
  ['too long', '{"symbol":"APPLE INC"}', 'at symbol'],
  ['of another shape', '{"ticker":"AAPL"}', '"ticker"'],
])('sends back what is %s, once, with what is wrong', async (_, text, problem) => {
  const { model, requests } = told(text, '{"symbol":"AAPL"}')
  const outcome = await structured(model, request, format)
  expect(outcome).toEqual({ type: 'done', value: { symbol: 'AAPL' }, usage: [used, used] })
  const [asked, said, complaint] = requests[1]?.messages ?? []
  expect([asked, said]).toEqual([
    request.messages[0],
    { role: 'assistant', text: text === '' ? '(nothing)' : text },
  ])
  expect(complaint?.text).toContain(problem)
})

it('fails when the second answer is no better', async () => {
  const { model, requests } = told('no', 'still no')
  const outcome = await structured(model, request, format)
  expect(outcome).toMatchObject({ type: 'failed', error: { code: 'unavailable' } })
  expect(outcome.usage).toEqual([used, used])
  expect(requests).toHaveLength(2)
})

it.each([[[]], [['no']]])('passes on a failure of the model, after %j', async (before) => {
  const error = new AppError('rate_limited', 'busy')
  const { model } = told(...before, error)
  const outcome = await structured(model, request, format)
  expect(outcome).toEqual({ type: 'failed', error, usage: [...before, error].map(() => used) })
})
