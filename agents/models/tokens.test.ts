import { expect, it } from 'vitest'

import { estimateTokens } from './tokens.ts'

it.each([
  ['', 0],
  ['Apple rose.', 3],
  ['<|endoftext|>', 7],
])('counts %j', async (text, tokens) => {
  expect(await estimateTokens(text)).toBe(tokens)
})

it('scales a long text up from its beginning', async () => {
  const sentence = 'Apple closed at 228.31, up 1.2 % on the day. '
  const one = await estimateTokens(sentence.repeat(100))
  const many = await estimateTokens(sentence.repeat(10_000))
  expect(many / one).toBeCloseTo(100, -0.5)
})

it('takes half a character as it comes', async () => {
  expect(await estimateTokens('\ud83c')).toBeGreaterThan(0)
})
