import { expect, it } from 'vitest'

import { afterFailure } from './retries.ts'

const retries = { attempts: 5, backoffMs: 1_000, longestMs: 3_000 }

it('waits twice as long after each failure, up to a limit, and gives up after the last', () => {
  const outcomes = [1, 2, 3, 4, 5, 6].map((attempt) => afterFailure(attempt, 'x', retries, 1))
  expect(outcomes).toEqual([
    { type: 'retry', delayMs: 1_000, failure: 'x' },
    { type: 'retry', delayMs: 2_000, failure: 'x' },
    { type: 'retry', delayMs: 3_000, failure: 'x' },
    { type: 'retry', delayMs: 3_000, failure: 'x' },
    { type: 'poisoned', failure: 'x' },
    { type: 'poisoned', failure: 'x' },
  ])
})

it('spreads the waits a little', () => {
  expect(afterFailure(1, 'x', retries, 0)).toMatchObject({ delayMs: 800 })
  expect(afterFailure(1, 'x', retries, 0.5)).toMatchObject({ delayMs: 900 })
})
