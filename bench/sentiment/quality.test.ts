import { expect, it } from 'vitest'

import { phrases } from '../../agents/stocks/sentiment/phrases.ts'
import { spelled } from '../../agents/stocks/sentiment/words.ts'
import { ownSentences, qualityOf, read } from './labelled.ts'

it('reads at least three of four held-out sentences as they are labelled, in all three classes', () => {
  const { count, accuracy, macroF1 } = qualityOf(ownSentences('held-out'), read)
  expect(count).toBeGreaterThan(150)
  expect(accuracy).toBeGreaterThan(0.75)
  expect(macroF1).toBeGreaterThan(0.7)
})

it('looks for no phrase in vain, and misses none for that', () => {
  const texts = [...ownSentences('development'), ...ownSentences('held-out')].map(({ text }) =>
    spelled(text),
  )
  const found = texts.flatMap((text) =>
    phrases
      .filter(({ pattern, openings }) => openings !== null && text.search(pattern) >= 0)
      .map(({ pattern, openings }) => ({ text, pattern, openings })),
  )
  expect(found.length).toBeGreaterThan(100)
  const missed = found.filter(({ text, openings }) => {
    const words = new Set(text.trim().split(' '))
    return openings?.every((word) => !words.has(word))
  })
  expect(missed).toEqual([])
})

it('has enough sentences to choose words by, and none of them twice', () => {
  const texts = [...ownSentences('development'), ...ownSentences('held-out')].map(
    ({ text }) => text,
  )
  expect(texts.length).toBeGreaterThan(600)
  expect(new Set(texts).size).toBe(texts.length)
})

it('measures by accuracy and by the mean of what each class comes to', () => {
  const sentences = [
    { text: 'a', label: 'positive' },
    { text: 'b', label: 'neutral' },
    { text: 'c', label: 'neutral' },
    { text: 'd', label: 'negative' },
  ] as const
  const { accuracy, macroF1, confusion } = qualityOf(sentences, () => 'neutral')
  expect(accuracy).toBe(0.5)
  expect(macroF1).toBeCloseTo((2 * 2) / (2 + 4) / 3)
  expect(confusion.negative).toEqual({ positive: 0, neutral: 1, negative: 0 })
})
