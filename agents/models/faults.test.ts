import { expect, it } from 'vitest'

import type { Fault, Scene } from '../../test/fakes/model-server.ts'
import { read, routed, type RoutedOptions } from './routed.ts'

const tooLong = 'the maximum context length is 8 tokens'

/** What the first model does, whenever it is called, and what comes of it with a second one behind it. */
interface Row {
  readonly name: string
  readonly scene: Scene
  /** Why each call of the first came to nothing. */
  readonly failures: readonly string[]
  /** What the router slept between its calls. */
  readonly waits?: readonly number[]
  /** What somebody had read before it began anew. */
  readonly said?: string
}

const thrice = (failure: string) => [failure, failure, failure]
const jitter = [125, 250]

const rows: readonly Row[] = [
  { name: 'a key refused, 401', scene: status(401), failures: ['key'] },
  { name: 'access denied, 403', scene: status(403), failures: ['key'] },
  { name: 'an unknown model, 404', scene: status(404), failures: ['unknown_model'] },
  { name: 'an odd request, 400', scene: status(400), failures: ['rejected'] },
  {
    name: 'too long a text, 400',
    scene: status(400, { message: tooLong }),
    failures: ['too_long'],
  },
  {
    name: 'a timeout of its own, 408',
    scene: status(408),
    failures: thrice('overloaded'),
    waits: jitter,
  },
  { name: 'a conflict, 409', scene: status(409), failures: thrice('overloaded'), waits: jitter },
  { name: 'an outage, 500', scene: status(500), failures: thrice('overloaded'), waits: jitter },
  { name: 'a bad gateway, 502', scene: status(502), failures: thrice('overloaded'), waits: jitter },
  { name: 'maintenance, 503', scene: status(503), failures: thrice('overloaded'), waits: jitter },
  { name: 'overload, 529', scene: status(529), failures: thrice('overloaded'), waits: jitter },
  { name: 'a rate limit, 429', scene: status(429), failures: thrice('busy'), waits: jitter },
  {
    name: 'a rate limit for seconds',
    scene: status(429, { retryAfter: '2' }),
    failures: thrice('busy'),
    waits: [2_125, 2_250],
  },
  {
    name: 'a rate limit until a date long past',
    scene: status(429, { retryAfter: 'Fri, 20 Nov 2015 12:00:00 GMT' }),
    failures: thrice('busy'),
    waits: jitter,
  },
  {
    name: 'a rate limit until an absurd date',
    scene: status(429, { retryAfter: 'Fri, 20 Nov 2099 12:00:00 GMT' }),
    failures: ['busy'],
  },
  {
    name: 'a rate limit for an absurd time',
    scene: status(429, { retryAfter: '86400' }),
    failures: ['busy'],
  },
  { name: 'no answer at all', scene: { fault: 'silent' }, failures: ['timeout'] },
  { name: 'a refusal without an end', scene: { fault: 'mumbles' }, failures: ['timeout'] },
  { name: 'silence before the first word', scene: { fault: 'stalls' }, failures: ['timeout'] },
  {
    name: 'a cut before the first word',
    scene: { fault: 'cut' },
    failures: thrice('connection'),
    waits: jitter,
  },
  {
    name: 'silence in the middle',
    scene: { says: ['Apple '], fault: 'stalls' },
    failures: ['timeout'],
    said: 'Apple ',
  },
  {
    name: 'a reset in the middle',
    scene: { says: ['Apple '], fault: 'reset' },
    failures: thrice('connection'),
    waits: jitter,
    said: 'Apple ',
  },
  {
    name: 'a stream without an end',
    scene: { says: ['Apple '], fault: 'cut' },
    failures: thrice('connection'),
    waits: jitter,
    said: 'Apple ',
  },
  {
    name: 'garbage in the stream',
    scene: { says: ['Apple '], fault: 'garbage' },
    failures: thrice('connection'),
    waits: jitter,
    said: 'Apple ',
  },
  {
    name: 'a stream that ends in half a line',
    scene: { says: ['Apple '], fault: 'half' },
    failures: thrice('connection'),
    waits: jitter,
    said: 'Apple ',
  },
  {
    name: 'an error after it began well',
    scene: {
      says: ['Apple '],
      fault: { kind: 'event', reason: 'overloaded_error', message: 'no' },
    },
    failures: thrice('overloaded'),
    waits: jitter,
    said: 'Apple ',
  },
]

function status(code: number, more: Partial<Extract<Fault, { kind: 'status' }>> = {}): Scene {
  return { fault: { kind: 'status', status: code, message: 'no', ...more } }
}

/** Only where nothing comes: a busy machine is not to be taken for a slow provider. */
function patienceFor({ failures }: Row): RoutedOptions {
  return failures.includes('timeout') ? { patience: { firstMs: 700, idleMs: 700 } } : {}
}

it.each(rows)('after $name the next model answers, whole', async (row) => {
  const { models, openai, anthropic, calls, waits } = await routed(patienceFor(row))
  for (const _ of row.failures) openai.play(row.scene)
  anthropic.play({ says: ['Apple ', 'rose.'] })
  const seen = await read(models.of())
  expect(seen.end).toMatchObject({
    type: 'done',
    text: 'Apple rose.',
    usage: { provider: 'anthropic' },
  })
  expect(seen.text).toBe('Apple rose.')
  expect(openai.calls).toHaveLength(row.failures.length)
  expect(anthropic.calls).toHaveLength(1)
  expect(seen.usage).toEqual([...row.failures.map((failure) => `openai ${failure}`), 'anthropic'])
  expect(calls).toEqual([...row.failures.map((failure) => `openai ${failure}`), 'anthropic done'])
  expect(waits).toEqual(row.waits ?? [])
})

it.each(rows)('after $name everywhere the person is told why', async (row) => {
  const { models, openai, anthropic } = await routed(patienceFor(row))
  // The last model is called once more after a wait in vain: there is no other.
  for (const server of [openai, anthropic])
    for (const _ of [...row.failures, '']) server.play(row.scene)
  const { end, text } = await read(models.of())
  expect(end.type === 'failed' && end.error.code).toBe('unavailable')
  expect(end.type === 'failed' && end.error.said).toMatch(/^The writing model is unavailable\. ./)
  expect(text).toBe(row.said ?? '')
  expect(openai.calls).toHaveLength(row.failures.length)
})

it('takes back a drip that never ends, and the next model answers', async () => {
  const { models, openai, anthropic, calls } = await routed({ patience: { totalMs: 1_000 } })
  openai.play({ says: ['Apple '], fault: 'drips' })
  anthropic.play({ says: ['Rose.'] })
  const seen = await read(models.of())
  expect(seen).toMatchObject({ text: 'Rose.', restarts: 1, usage: ['openai timeout', 'anthropic'] })
  expect(calls).toEqual(['openai timeout', 'anthropic done'])
  await expect(openai.calls[0]?.hungUp).resolves.toBe(true)
})

it.each<[string, Scene]>([
  ['declines', { says: [], end: 'refused' }],
  ['reaches its limit', { says: ['Apple '], end: 'length' }],
])('asks nobody else when the model %s', async (_, scene) => {
  const { models, openai, anthropic } = await routed()
  openai.play(scene)
  const { end, restarts } = await read(models.of())
  expect(end).toMatchObject({ type: 'failed', error: { code: 'invalid' } })
  expect(restarts).toBe(0)
  expect(openai.calls).toHaveLength(1)
  expect(anthropic.calls).toEqual([])
})
