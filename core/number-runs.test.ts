import { expect, it } from 'vitest'

import { packRuns, unpackRuns } from './number-runs.ts'

const prices = Array.from({ length: 60 }, (_, day) => Number((270 + Math.sin(day)).toFixed(2)))

it('writes a long list of numbers shorter, and gives it back', () => {
  const json = JSON.stringify({ close: prices, note: 'after' })
  expect(packRuns(json).length).toBeLessThan(json.length * 0.75)
  expect(unpackRuns(packRuns(json))).toBe(json)
})

it.each([
  ['gaps', [null, null, ...prices, null]],
  ['only gaps', Array.from({ length: 20 }, () => null)],
  ['numbers below nothing', prices.map((price) => -price)],
  ['small ones', prices.map((price) => price / 1e6)],
  ['large ones', prices.map((price) => price * 1e10)],
  ['far too exact ones', prices.map((price) => price / 3)],
  ['both ends of what a number may be', prices.map((_, at) => (at % 2 ? 5e-324 : 1.7e308))],
  ['the whole ones up to the last exact one', prices.map((_, at) => Number.MAX_SAFE_INTEGER - at)],
  ['one that is large beside one that is exact', [123456789012345, ...prices, 0.000123]],
  ['lists in lists', [prices, [prices, 'x'], { deep: prices }]],
  ['a short list', [1, 2, 3]],
])('gives back %s as they were', (_, value) => {
  const json = JSON.stringify({ value })
  expect(unpackRuns(packRuns(json))).toBe(json)
})

it('leaves alone what only looks like one: words, and marks in words', () => {
  const words = [
    `[${'1.0,'.repeat(20)}1.0]`,
    `[${'1,'.repeat(20)}1]`,
    '\u0001 0;1,2 \u0002',
    '[-0,',
  ]
  const json = JSON.stringify({ words, zeros: `[${'-0,'.repeat(20)}007]` })
  expect(JSON.parse(unpackRuns(packRuns(json)))).toEqual(JSON.parse(json))
})

it('leaves a text without lists as it is', () => {
  expect(packRuns('{"a":"b"}')).toBe('{"a":"b"}')
  expect(unpackRuns('{"a":"b"}')).toBe('{"a":"b"}')
})
