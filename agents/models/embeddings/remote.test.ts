import { inspect } from 'node:util'

import { describe, expect, it, onTestFinished } from 'vitest'

import type { ErrorCode } from '../../../core/errors.ts'
import { startOpenai } from '../../../test/fakes/openai.ts'
import { remoteEmbedding, type RemoteEmbeddingOptions } from './remote.ts'

const key = 'sk-proj-0123456789abcdef'
const { signal } = new AbortController()

async function startServer(options: Partial<RemoteEmbeddingOptions> = {}) {
  const server = await startOpenai({ key, limit: 'max_tokens' })
  onTestFinished(() => server.close())
  const variables = {
    key: 'OPENAI_API_KEY',
    model: 'OPENAI_EMBEDDING_MODEL',
    url: 'OPENAI_BASE_URL',
  }
  const provider = remoteEmbedding({
    account: { provider: 'openai', title: 'OpenAI', model: 'embedder', key, variables },
    baseUrl: `${server.url}/v1`,
    apiKey: key,
    dimensions: 8,
    ...options,
  })
  return { server, provider }
}

it('makes a vector of length 1 for each text, in their order', async () => {
  const { provider } = await startServer()
  const vectors = await provider.embed(['one', 'two', 'one'], signal)
  expect(vectors).toHaveLength(3)
  expect(vectors[2]).toEqual(vectors[0])
  expect(vectors[1]).not.toEqual(vectors[0])
  for (const vector of vectors) {
    expect(vector).toHaveLength(8)
    expect(Math.hypot(...vector)).toBeCloseTo(1, 10)
  }
})

it('asks for many in a few requests', async () => {
  const { server, provider } = await startServer()
  const texts = Array.from({ length: 600 }, (_, at) => `text ${at}`)
  const vectors = await provider.embed(texts, signal)
  expect(server.calls).toHaveLength(2)
  expect(new Set(vectors.map(String)).size).toBe(600)
  expect(await provider.embed(['text 599'], signal)).toEqual([vectors[599]])
})

it('asks nobody for none', async () => {
  const { server, provider } = await startServer()
  expect(await provider.embed([], signal)).toEqual([])
  expect(server.calls).toEqual([])
})

describe('fails', () => {
  it.each<[number, ErrorCode, string]>([
    [400, 'invalid', 'did not accept'],
    [401, 'unavailable', 'Check OPENAI_API_KEY'],
    [404, 'invalid', 'Check OPENAI_EMBEDDING_MODEL'],
    [429, 'rate_limited', 'in 20 s'],
    [500, 'unavailable', 'not answering'],
  ])('at status %i with %s, once, and keeps the key to itself', async (status, code, said) => {
    const { server, provider } = await startServer()
    const message = `no, ${key}`
    server.play({ fault: { kind: 'status', status, message, retryAfter: '20' } })
    const error: unknown = await provider.embed(['one'], signal).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code, said: expect.stringContaining(said) })
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(key)
    expect(server.calls).toHaveLength(1)
  })

  it('when no answer comes in time, and hangs up', async () => {
    const { server, provider } = await startServer({ limitMs: 200 })
    server.play({ fault: 'silent' })
    await expect(provider.embed(['one'], signal)).rejects.toMatchObject({ code: 'timeout' })
    await expect(server.calls[0]?.hungUp).resolves.toBe(true)
  })

  it('when the caller stops it, and hangs up', async () => {
    const { server, provider } = await startServer()
    const controller = new AbortController()
    server.play({ fault: 'silent' })
    const asked = provider.embed(['one'], controller.signal)
    while (server.calls.length === 0) await new Promise(setImmediate)
    controller.abort()
    await expect(asked).rejects.toMatchObject({ code: 'stopped' })
    await expect(server.calls[0]?.hungUp).resolves.toBe(true)
  })

  it('at a blank text', async () => {
    const { server, provider } = await startServer()
    await expect(provider.embed(['one', ' '], signal)).rejects.toMatchObject({ code: 'invalid' })
    expect(server.calls).toEqual([])
  })
})
