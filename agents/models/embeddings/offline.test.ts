import { expect, it } from 'vitest'

import { offlineEmbedding } from './offline.ts'

const { signal } = new AbortController()
const embed = (...texts: readonly string[]) => offlineEmbedding().embed(texts, signal)

async function nearness(one: string, other: string): Promise<number> {
  const [a = [], b = []] = await embed(one, other)
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
}

it.each(['How did Apple do?', '', '   ', '!?', '株価は？', '🍏', 'a', 'x'.repeat(10_000)])(
  'makes a vector of length 1 and always the same of %j',
  async (text) => {
    const [first, second] = await embed(text, text)
    expect(first).toHaveLength(offlineEmbedding().dimensions ?? 0)
    expect(Math.hypot(...(first ?? []))).toBeCloseTo(1, 10)
    expect(second).toEqual(first)
  },
)

it.each([
  ['other words of the same stems', 'Are dividends rising?', 'a rise of the dividend'],
  ['another order', 'risk of Tesla', "Tesla's risk"],
  ['another case and width', 'ＡＰＰＬＥ', 'apple'],
  ['a slip of the finger', 'volatility of Nvidia', 'volatilty of nvidia'],
])('puts %s near', async (_, one, other) => {
  const near = await nearness(one, other)
  expect(near).toBeGreaterThan(0.2)
  expect(near).toBeGreaterThan(2 * Math.abs(await nearness(one, 'Book a table for two tonight')))
})

it('takes little notice of words that stand everywhere', async () => {
  const question = 'What is the P/E of Apple?'
  const sameSubject = await nearness(question, 'Apple P/E')
  expect(sameSubject).toBeGreaterThan(await nearness(question, 'What is the colour of the sky?'))
})

it('makes a vector for each text, in their order', async () => {
  const [a, b] = await embed('one', 'two')
  expect(await embed('two', 'one')).toEqual([b, a])
})

it('stops when it is told to', async () => {
  await expect(offlineEmbedding().embed(['one'], AbortSignal.abort())).rejects.toThrow('aborted')
})
