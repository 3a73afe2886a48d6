import { expect, it } from 'vitest'

import { samplePrices } from './sample-prices.ts'
import { windowOf } from './window.ts'

const { bars } = samplePrices(2500, '2020-03-31')

it.each([
  ['5d', '2020-03-26'],
  ['1w', '2020-03-24'],
  ['1mo', '2020-02-29'],
  ['3mo', '2019-12-31'],
  ['6mo', '2019-09-30'],
  ['ytd', '2020-01-01'],
  ['1y', '2019-03-31'],
  ['5y', '2015-03-31'],
])('%s before 31 March 2020 starts on %s', (period, start) => {
  const { base, bars: inside, isWhole } = windowed(period)
  expect([base.date, inside[0]?.date, inside.at(-1)?.date]).toEqual([start, start, '2020-03-31'])
  expect(isWhole).toBe(true)
})

it('measures from the last close before the start where the start has none', () => {
  const gap = bars.filter(({ date }) => date < '2020-02-27' || date > '2020-03-02')
  const { base, bars: inside } = windowed('1mo', gap)
  expect([base.date, inside[0]?.date]).toEqual(['2020-02-26', '2020-03-03'])
})

it('is whole with all there is for max, and not whole where the history is too short', () => {
  expect(windowed('max')).toEqual({ base: bars[0], bars, isWhole: true })
  expect(windowed('10y')).toEqual({ base: bars[0], bars, isWhole: false })
})

it('forgives a history that begins on the first trading day after the start', () => {
  const since = (start: string) => bars.filter(({ date }) => date >= start)
  expect(windowed('1y', since('2019-04-07')).isWhole).toBe(true)
  expect(windowed('1y', since('2019-04-08')).isWhole).toBe(false)
})

it('says which period it does not know', () => {
  expect(() => windowed('fortnight')).toThrow('unknown period fortnight')
})

function windowed(period: string, history = bars) {
  const last = history.at(-1)
  if (last === undefined) throw new Error('the sample has no bars')
  return windowOf(history, last, period)
}
