import { expect, it } from 'vitest'

import { known, list, paragraph, present } from './sentence.ts'

it('says a sentence only where every part of it is known', () => {
  expect(known`RSI at ${'48.2'} is ${'neutral'}.`).toBe('RSI at 48.2 is neutral.')
  expect(known`RSI at ${null} is ${'neutral'}.`).toBeNull()
  expect(known`No parts.`).toBe('No parts.')
})

it('joins the sentences that are there', () => {
  expect(paragraph(['One.', null, 'Two.'])).toBe('One. Two.')
  expect(paragraph([null])).toBeNull()
  expect(present([null, 'One.'])).toEqual(['One.'])
})

it('lists as a person does', () => {
  expect(list([])).toBe('')
  expect(list(['a'])).toBe('a')
  expect(list(['a', 'b'])).toBe('a and b')
  expect(list(['a', 'b', 'c'])).toBe('a, b and c')
})
