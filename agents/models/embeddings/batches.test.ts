import { expect, it } from 'vitest'

import { estimateTokens } from '../tokens.ts'
import { batches } from './batches.ts'

const sizes = async (texts: readonly string[]) => (await batches(texts)).map(({ length }) => length)

it('takes so many texts at once', async () => {
  expect(await sizes(Array.from({ length: 1_100 }, (_, at) => `text ${at}`))).toEqual([
    512, 512, 76,
  ])
})

it('takes so many tokens at once', async () => {
  const long = 'word '.repeat(7_000)
  const count = 20
  const groups = await sizes(Array.from({ length: count }, () => long))
  expect(groups.reduce((sum, size) => sum + size, 0)).toBe(count)
  expect(Math.max(...groups)).toBeLessThanOrEqual(14)
  expect(groups.length).toBeLessThan(4)
})

it('cuts a text that is too long by itself, and no character in two', async () => {
  const [[text = ''] = []] = await batches(['🍏'.repeat(20_000)])
  expect(await estimateTokens(text)).toBeLessThanOrEqual(8_192)
  expect(text.length).toBeGreaterThan(4_000)
  expect(text.isWellFormed()).toBe(true)
})

it('keeps their order and leaves none out', async () => {
  const texts = Array.from({ length: 600 }, (_, at) => `${at} `.repeat(at % 50) + '.')
  expect((await batches(texts)).flat()).toEqual(texts)
  expect(await batches([])).toEqual([])
})

it.each(['', ' \n'])('does not take a blank text: %j', async (text) => {
  await expect(batches(['one', text])).rejects.toMatchObject({ code: 'invalid' })
})
