import { expect, it } from 'vitest'

import { AppError } from '../../../core/errors.ts'
import type { Reader, Toolless } from '../../../core/reader.ts'
import type { Headline } from '../types.ts'
import { readHeadlines } from './read-headlines.ts'

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

it('takes what a model says of each headline, by its index, as sure as the model is', async () => {
  const answer = judged([2, 'positive', 0.5, 0.8], [1, 'negative', -0.9, 1])
  const { reader, requests } = scripted(answer)
  expect(await readHeadlines(headlines, { symbol: 'AAPL', reader, signal })).toEqual({
    scores: [-0.9, 0.4],
    reader: 'scripted scripted-1',
    notes: [],
  })
  expect(requests).toHaveLength(1)
  expect(requests[0]?.schema?.name).toBe('headlines')
})

it('reads with the word list what the model left out, and nothing that contradicts itself', async () => {
  const { reader } = scripted(judged([2, 'positive', -1, 1], [7, 'positive', 1, 1]))
  const { scores } = await readHeadlines(headlines, { symbol: 'AAPL', reader, signal })
  expect(scores[0]).toBeLessThan(-0.1)
  expect(scores[1]).toBe(0)
})

it('lets no answer beyond the scale through, and says who read the headlines instead', async () => {
  const beyond = judged([1, 'positive', 40, 1], [2, 'positive', 1, 1])
  const { reader, requests } = scripted(beyond, 'All headlines are wonderful.')
  const { scores, ...told } = await readHeadlines(headlines, { symbol: 'AAPL', reader, signal })
  expect(scores[0]).toBeLessThan(-0.1)
  expect(told).toEqual({
    reader: 'word list',
    notes: ['language model: unavailable, headlines read with the word list'],
  })
  expect(requests).toHaveLength(2)
})

it('goes on with the word list when the model fails', async () => {
  const { reader } = scripted(new AppError('rate_limited', 'HTTP 429'))
  const { notes } = await readHeadlines(headlines, { symbol: 'AAPL', reader, signal })
  expect(notes).toEqual(['language model: rate_limited, headlines read with the word list'])
})

it('stops with the turn', async () => {
  const { reader } = scripted(judged([1, 'positive', 1, 1]))
  const over = AbortSignal.abort(new AppError('stopped', 'enough'))
  const reading = readHeadlines(headlines, { symbol: 'AAPL', reader, signal: over })
  await expect(reading).rejects.toThrow('enough')
})

it('needs no model', async () => {
  const { reader, notes } = await readHeadlines(headlines, { symbol: 'AAPL', signal })
  expect({ reader, notes }).toEqual({ reader: 'word list', notes: [] })
})
