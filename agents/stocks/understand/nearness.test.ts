import { expect, it } from 'vitest'

import { editDistance, slipsBetween } from './nearness.ts'

it.each([
  ['aapl', 'aapl', 0],
  ['aapl', 'aapx', 1],
  ['aapl', 'apal', 1],
  ['tesla', 'tesl', 1],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
])('%s and %s are %i apart', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance)
})

it.each([
  ['microsft', 'microsoft', 1],
  ['palpe', 'apple', null],
  ['paple', 'apple', 1],
  ['hair', 'air', null],
  ['aapl', 'aapl', null],
])('%s for %s has %s slips', (wanted, known, slips) => {
  expect(slipsBetween(wanted, known)).toBe(slips)
})
