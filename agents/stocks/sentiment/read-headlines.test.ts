import { describe, expect, it } from 'vitest'

import { AppError } from '../../../core/errors.ts'
import { memoryCache } from '../../../core/memory-cache.ts'
import type { Reader, Toolless } from '../../../core/reader.ts'
import type { Headline } from '../types.ts'
import { readHeadlines, type ReadingTask } from './read-headlines.ts'

const usage = { provider: 'p', model: 'm', inputTokens: 1, outputTokens: 1, estimated: false }

function headline(title: string): Headline {
  return { title, publisher: 'Reuters', publishedAt: '2025-06-06T09:00:00.000Z', url: null }
}

const headlines = [headline('Profit fell by half'), headline('Apple opens a store')]

/** A model that gives these answers, one after the other, and remembers what it was asked. */
function scripted(...answers: readonly (string | AppError)[]) {
  const requests: Toolless[] = []
  const reader: Reader = {
    name: 'scripted',
    model: 'scripted-1',
    isAvailable: true,
    async *stream(request) {
      const answer = answers[requests.length] ?? ''
      requests.push(request)
      if (answer instanceof AppError) yield { type: 'failed', error: answer, partial: '' }
      else yield { type: 'done', text: answer, usage }
    },
  }
  return { reader, requests }
}

type Judgement = readonly [index: number, label: string, score: number, confidence: number]

function judged(...judgements: readonly Judgement[]): string {
  const all = judgements.map(([index, label, score, confidence]) => ({
    index,
    label,
    score,
    confidence,
  }))
  return JSON.stringify({ headlines: all })
}

const { signal } = new AbortController()

function read(titled: readonly Headline[], task: Partial<ReadingTask> = {}) {
  return readHeadlines(titled, { symbol: 'AAPL', signal, cache: newCache(), ...task })
}

function newCache() {
  return memoryCache({ metrics: { cacheAsked: () => {} } })
}

it('takes what a model says of each headline, by its index, as sure as the model is', async () => {
  const answer = judged([2, 'positive', 0.5, 0.8], [1, 'negative', -0.9, 1])
  const { reader, requests } = scripted(answer)
  expect(await read(headlines, { reader })).toEqual({
    scores: [-0.9, 0.4],
    reader: 'scripted scripted-1',
    notes: [],
  })
  expect(requests).toHaveLength(1)
  expect(requests[0]?.schema?.name).toBe('headlines')
})

it('reads with the word list what the model left out, and nothing that contradicts itself', async () => {
  const { reader } = scripted(judged([2, 'positive', -1, 1], [7, 'positive', 1, 1]))
  const { scores } = await read(headlines, { reader })
  expect(scores[0]).toBeLessThan(-0.1)
  expect(scores[1]).toBe(0)
})

it('lets no answer beyond the scale through, and says who read the headlines instead', async () => {
  const beyond = judged([1, 'positive', 40, 1], [2, 'positive', 1, 1])
  const { reader, requests } = scripted(beyond, 'All headlines are wonderful.')
  const { scores, ...told } = await read(headlines, { reader })
  expect(scores[0]).toBeLessThan(-0.1)
  expect(told).toEqual({
    reader: 'word list',
    notes: ['language model: unavailable, headlines read with the word list'],
  })
  expect(requests).toHaveLength(2)
})

it('goes on with the word list when the model fails', async () => {
  const { reader } = scripted(new AppError('rate_limited', 'HTTP 429'))
  const { notes } = await read(headlines, { reader })
  expect(notes).toEqual(['language model: rate_limited, headlines read with the word list'])
})

it('stops with the turn', async () => {
  const { reader } = scripted(judged([1, 'positive', 1, 1]))
  const over = AbortSignal.abort(new AppError('stopped', 'enough'))
  const reading = read(headlines, { reader, signal: over })
  await expect(reading).rejects.toThrow('enough')
})

it('needs no model', async () => {
  const { reader, notes } = await read(headlines)
  expect({ reader, notes }).toEqual({ reader: 'word list', notes: [] })
})

describe('a headline that was judged', () => {
  const both = judged([1, 'negative', -0.9, 1], [2, 'positive', 0.5, 0.8])

  it('is not judged again, and only a new one is sent', async () => {
    const { reader, requests } = scripted(both, judged([1, 'positive', 1, 1]))
    const cache = newCache()
    await read(headlines, { reader, cache })
    const newer = [headline('Apple wins a prize'), ...headlines]
    expect((await read(newer, { reader, cache })).scores).toEqual([1, -0.9, 0.4])
    expect((await read(newer, { reader, cache })).scores).toEqual([1, -0.9, 0.4])
    expect(requests).toHaveLength(2)
    expect(requests[1]?.messages[0]?.text).not.toContain('Profit fell')
  })

  it('is judged by one call for all who ask at once, even if the first of them leaves', async () => {
    const { reader, requests } = scripted(both)
    const cache = newCache()
    const leaving = new AbortController()
    const first = read(headlines, { reader, cache, signal: leaving.signal })
    const second = read(headlines, { reader, cache })
    leaving.abort(new AppError('stopped', 'enough'))
    await expect(first).rejects.toThrow('enough')
    expect((await second).scores).toEqual([-0.9, 0.4])
    expect(requests).toHaveLength(1)
  })

  it('is judged anew for another symbol and by another model', async () => {
    const { reader, requests } = scripted(both, both, both)
    const cache = newCache()
    await read(headlines, { reader, cache })
    await read(headlines, { reader, cache, symbol: 'MSFT' })
    await read(headlines, { reader: { ...reader, model: 'scripted-2' }, cache })
    expect(requests).toHaveLength(3)
  })

  it('stands when the model fails on the new ones, which the word list reads', async () => {
    const { reader } = scripted(both, new AppError('rate_limited', 'HTTP 429'))
    const cache = newCache()
    await read(headlines, { reader, cache })
    const newer = [...headlines, headline('Profit rose by half')]
    const { scores, notes, reader: by } = await read(newer, { reader, cache })
    expect(scores.slice(0, 2)).toEqual([-0.9, 0.4])
    expect(scores[2]).toBeGreaterThan(0.1)
    expect(by).toBe('scripted scripted-1')
    expect(notes).toEqual(['language model: rate_limited, new headlines read with the word list'])
  })

  it('and one that was left out, or that nobody could judge, is asked about again', async () => {
    const cache = newCache()
    const { reader, requests } = scripted(
      new AppError('unavailable', 'no answer'),
      judged([1, 'negative', -0.9, 1]),
      judged([1, 'positive', 0.5, 0.8]),
    )
    expect((await read(headlines, { reader, cache })).reader).toBe('word list')
    expect((await read(headlines, { reader, cache })).notes).toEqual([])
    expect((await read(headlines, { reader, cache })).scores).toEqual([-0.9, 0.4])
    expect(requests).toHaveLength(3)
  })
})
