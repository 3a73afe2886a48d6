import { describe, expect, it } from 'vitest'

import { frameOf } from './frame-names.ts'
import { framedSeries } from './frames.ts'
import { samplePrices } from './sample-prices.ts'

const { bars } = samplePrices(2000, '2020-06-30')
const today = '2020-06-30'
const asked = { period: null, days: bars.slice(-250), today } as const

function dates(days: readonly number[]): readonly string[] {
  return days.map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))
}

it('knows by the aspect which bars are meant', () => {
  expect(['weekly', 'weeklyRsi14', 'monthly', 'monthlyRsi14', 'rsi14', null].map(frameOf)).toEqual([
    'week',
    'week',
    'month',
    'month',
    'day',
    'day',
  ])
})

describe('what is drawn', () => {
  it('are the days of the period', () => {
    const { days, columns } = framedSeries(bars, { ...asked, frame: 'day' })
    expect(days).toHaveLength(250)
    expect(Object.keys(columns)).toContain('sma200')
  })

  it('are closed weeks, two years of them, with averages that look back beyond', () => {
    const { days, columns } = framedSeries(bars, { ...asked, frame: 'week' })
    expect(dates(days.slice(-2))).toEqual(['2020-06-21', '2020-06-28'])
    expect(days.length).toBeGreaterThan(103)
    expect(days.length).toBeLessThan(107)
    expect(columns['sma40']?.every((value) => value !== null)).toBe(true)
    expect(columns['sma200']).toBe(undefined)
  })

  it('have the extremes and the volume of the whole week', () => {
    const { columns } = framedSeries(bars, { ...asked, frame: 'week' })
    const week = bars.filter(({ date }) => date > '2020-06-21' && date <= '2020-06-28')
    expect(columns['high']?.at(-1)).toBeCloseTo(Math.max(...week.map(({ high }) => high)), 6)
    expect(columns['low']?.at(-1)).toBeCloseTo(Math.min(...week.map(({ low }) => low)), 6)
    const volume = week.reduce((sum, bar) => sum + bar.volume, 0)
    expect(columns['volume']?.at(-1)).toBe(volume)
  })

  it('are closed months, five years of them', () => {
    const { days } = framedSeries(bars, { ...asked, frame: 'month' })
    expect(dates(days.slice(-2))).toEqual(['2020-05-31', '2020-06-30'])
    expect(days).toHaveLength(61)
  })

  it('go as far back as was asked, unless that is next to nothing', () => {
    const weeks = (period: string) => framedSeries(bars, { ...asked, frame: 'week', period }).days
    expect(weeks('6mo').length).toBeLessThan(28)
    expect(weeks('1w')).toEqual(framedSeries(bars, { ...asked, frame: 'week' }).days)
  })

  it('is nothing before the first week has closed', () => {
    const few = bars.slice(-2)
    expect(framedSeries(few, { ...asked, days: few, frame: 'week' }).days).toEqual([])
  })
})
