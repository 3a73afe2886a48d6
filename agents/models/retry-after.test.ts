import { expect, it } from 'vitest'

import { retryAfterMs } from './retry-after.ts'

const now = Date.parse('2026-11-20T12:00:00Z')

it.each([
  ['20', 20_000],
  ['0.5', 500],
  ['-3', 0],
  ['Fri, 20 Nov 2026 12:01:30 GMT', 90_000],
  ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  [' ', undefined],
  [null, undefined],
])('reads %j as %j ms', (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms)
})
