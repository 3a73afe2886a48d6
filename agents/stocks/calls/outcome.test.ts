import { describe, expect, it } from 'vitest'

import { addDays } from '../data/day.ts'
import type { Bar } from '../types.ts'
import { excessOf, outcomeOf } from './outcome.ts'

/** A close a day, from the first of the year on. */
function bars(closes: readonly number[], from = '2026-01-01'): Bar[] {
  return closes.map((close, at) => {
    const date = addDays(from, at)
    return { date, open: close, high: close, low: close, close, volume: 1 }
  })
}

describe('what became of a call', () => {
  const share = bars([100, 101, 102, 110])
  const market = bars([1000, 1010, 1020, 1050])

  it('is the change to the close so many bars later, beside the market between the same days', () => {
    const outcome = outcomeOf({
      bars: share,
      benchmark: market,
      calledOn: '2026-01-01',
      horizonDays: 3,
    })
    expect(outcome).toMatchObject({ scoredOn: '2026-01-04' })
    expect(outcome?.changePercent).toBeCloseTo(10)
    expect(outcome?.benchmarkChangePercent).toBeCloseTo(5)
  })

  it('takes the market’s last day before one on which it was closed, and none of long ago', () => {
    const held = { bars: share, calledOn: '2026-01-01', horizonDays: 3 }
    const closed = market.filter(({ date }) => date !== '2026-01-04')
    expect(outcomeOf({ ...held, benchmark: closed })?.benchmarkChangePercent).toBeCloseTo(2)
    expect(outcomeOf({ ...held, benchmark: bars([1, 2], '2025-12-01') })).toBeNull()
  })

  it('is nothing yet while the day has not come, and for a day without a price', () => {
    const held = { bars: share, benchmark: market, horizonDays: 4 }
    expect(outcomeOf({ ...held, calledOn: '2026-01-01' })).toBeNull()
    expect(outcomeOf({ ...held, calledOn: '2025-12-31', horizonDays: 1 })).toBeNull()
  })

  it.each([
    ['strong buy', 4, 1, 3],
    ['buy', 1, 4, -3],
    ['sell', 1, 4, 3],
    ['strong sell', 4, 1, -3],
    ['hold', 4, 1, 0],
  ])(
    'counts a %s that went %d %% where the market went %d %% as %d',
    (rating, own, index, gain) => {
      const changes = { changePercent: own, benchmarkChangePercent: index }
      expect(excessOf(rating, changes)).toBeCloseTo(gain)
    },
  )
})
