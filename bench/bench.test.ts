import { expect, it } from 'vitest'

import { measure, timingOf } from './bench.ts'

it('takes the median and the 95th percentile by nearest rank', () => {
  const times = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(timingOf('countdown', times)).toEqual({
    name: 'countdown',
    medianMs: 50,
    p95Ms: 95,
    runs: 100,
  })
})

it('does not count the runs that warm up', async () => {
  let calls = 0
  const timing = await measure('calls', () => (calls += 1), { runs: 3, warmUps: 2, targetMs: 1000 })
  expect({ calls, runs: timing.runs, targetMs: timing.targetMs }).toEqual({
    calls: 5,
    runs: 3,
    targetMs: 1000,
  })
})
