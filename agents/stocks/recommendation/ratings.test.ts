import { expect, it } from 'vitest'

import { ratingOf } from './ratings.ts'

it.each([
  [1, 'strong buy'],
  [0.5, 'strong buy'],
  [0.4999, 'buy'],
  [0.15, 'buy'],
  [0.1499, 'hold'],
  [0, 'hold'],
  [-0.1499, 'hold'],
  [-0.15, 'sell'],
  [-0.4999, 'sell'],
  [-0.5, 'strong sell'],
  [-1, 'strong sell'],
] as const)('a score of %d is a %s', (score, rating) => {
  expect(ratingOf(score)).toBe(rating)
})
