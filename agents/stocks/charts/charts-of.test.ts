import { describe, expect, it } from 'vitest'

import type { Drawing } from '../../../core/chart.ts'
import { packSeries } from '../../../core/series.ts'
import type { Finding } from '../../../core/types.ts'
import {
  apple,
  aspectReading,
  brief,
  type Company,
  findings,
  reading,
  tesla,
} from '../narrator/fixtures.ts'
import { framedSeries } from '../technical/frames.ts'
import { samplePrices } from '../technical/sample-prices.ts'
import { seriesOf } from '../technical/series.ts'
import { chartsOf } from './charts-of.ts'
import { namedIn } from './named-in.ts'
import { chartSpec } from './spec.ts'

const { bars } = samplePrices(600, '2017-12-29')

function seen(company: Company, days = 365): readonly Finding[] {
  const series = packSeries(seriesOf(bars, bars.slice(-days)))
  return findings(company).map((finding) =>
    finding.analyst === 'technical' ? { ...finding, series } : finding,
  )
}

function specsOf(drawings: readonly Drawing[]) {
  return drawings.map(({ spec }) => chartSpec.parse(spec))
}

const whole = reading('analysis', ['AAPL'])

describe('the charts of a reply', () => {
  it('are the price, with what the text names, and the confidence of a rating', () => {
    const text = 'Above its 50-day average ($170.67). RSI 14 at 48.2. Support waits at $168.'
    const drawings = chartsOf(brief(whole, seen(apple)), text)
    expect(drawings.map(({ kind }) => kind)).toEqual(['price', 'confidence'])
    const [price, confidence] = specsOf(drawings)
    expect(price).toMatchObject({
      symbol: 'AAPL',
      currency: 'USD',
      averages: [{ count: 50 }],
      change: { percent: 46.114661, since: '2016-12-30' },
      origin: { source: 'csv:AAPL.csv', asOf: '2017-12-29', isDemo: false },
    })
    expect(price?.kind === 'price' && price.rsi?.length).toBe(365)
    expect(confidence).toMatchObject({
      votes: [{ analyst: 'technical' }, { analyst: 'fundamental' }, { analyst: 'sentiment' }],
    })
  })

  it('count no vote of those that are not asked to vote', () => {
    const [vote] = seen(apple)
    if (vote === undefined) throw new Error('no finding')
    const record = { ...vote, analyst: 'record', score: null }
    const confidence = chartsOf(brief(whole, [...seen(apple), record]), '').at(-1)
    expect(confidence?.alt).toContain('technical')
    expect(confidence?.alt).not.toContain('record')
  })

  it('say in words what they show, with the numbers of the evidence', () => {
    const [price, confidence] = chartsOf(brief(whole, seen(apple)), 'Its 50-day average.')
    expect(price?.alt).toBe(
      'Price chart of AAPL from 30 Dec 2016 to 29 Dec 2017. It closed at $169.23, +46.1% since ' +
        '30 December 2016. High $177.20, low $114.76. 50-day average $170.67.',
    )
    expect(confidence?.alt).toMatch(/^Bar of the confidence in AAPL, \w+(?: \w+)?: \d+%\. Votes/)
    expect(price?.sketch).toHaveLength(48)
  })

  it('are one comparison where there are several symbols, each 100 on the first day of all', () => {
    const found = [...seen(apple), ...seen(tesla, 90)]
    const [only, ...others] = chartsOf(brief(reading('comparison', ['AAPL', 'TSLA']), found), '')
    expect(others).toEqual([])
    const [spec] = specsOf(only ? [only] : [])
    if (spec?.kind !== 'comparison') throw new Error('no comparison')
    expect(spec.lines.map(({ symbol, values }) => [symbol, values[0], values.length])).toEqual([
      ['AAPL', 100, 90],
      ['TSLA', 100, 90],
    ])
    expect(only?.alt).toMatch(
      /^Line chart of 2 prices since 1 Oct 2017, each beginning at 100: AAPL/,
    )
  })

  it('are of the weeks or months that were asked about', () => {
    const found = seen(apple).map((finding) => {
      const frame = { frame: 'week', period: null, days: [], today: '2017-12-30' } as const
      return finding.analyst === 'technical'
        ? { ...finding, series: packSeries(framedSeries(bars, frame)) }
        : finding
    })
    const text =
      'It closed above its 10-week average and its 20-day average. Weekly RSI 14 is at 48.'
    const [only, ...others] = chartsOf(brief(aspectReading('weekly', ['AAPL']), found), text)
    expect(others).toEqual([])
    expect(only?.title).toBe('AAPL: weekly price')
    expect(only?.alt).toMatch(
      /^Price chart of the weeks of AAPL from .* to 24 Dec 2017\. The last full week closed at \$169\.23, [+−][\d.]+% since /,
    )
    const [spec] = specsOf(only ? [only] : [])
    expect(spec).toMatchObject({ frame: 'week', averages: [{ count: 10 }] })
    expect(spec?.kind === 'price' && spec.days.slice(-3)).toEqual(weeksTo('2017-12-24', 3))
  })

  it('are none where no week has closed', () => {
    const found = seen(apple).map((finding) => ({
      ...finding,
      series: packSeries({ days: [], columns: {} }),
    }))
    expect(chartsOf(brief(aspectReading('weekly', ['AAPL']), found), '')).toEqual([])
  })

  it('are none of accounts, of news, of an answer at once, or where no prices are known', () => {
    const of = (asked: typeof whole, found = seen(apple)) => chartsOf(brief(asked, found), '')
    expect(of(aspectReading('peTrailing', ['AAPL']))).toEqual([])
    expect(of({ ...whole, answer: 'Hello.' })).toEqual([])
    expect(of(whole, findings(apple))).toEqual([])
    expect(of(aspectReading('rsi14', ['AAPL'])).map(({ kind }) => kind)).toEqual(['price'])
  })

  it('are marked where one of their sources is a demo', () => {
    const demo: Company = { ...apple, source: 'demo', freshness: 'demo' }
    const drawings = chartsOf(brief(whole, seen(demo)), '')
    for (const { alt } of drawings) expect(alt).toContain('Demo data')
    for (const { origin } of specsOf(drawings)) expect(origin.isDemo).toBe(true)
  })
})

/** Sundays, as days since 1970: the sample trades on weekends. */
function weeksTo(end: string, count: number): readonly number[] {
  const last = Date.parse(end) / 86_400_000
  return Array.from({ length: count }, (_, index) => last - 7 * (count - 1 - index))
}

describe('what a text names', () => {
  it.each([
    ['its 20-day and 200-day averages', [20, 200]],
    ['The SMA 50 was $170.67', [50]],
    ['Volume was heavy, 1.8 times its 20-day average.', []],
    ['a 120-day low', []],
  ])('%s', (text, averages) => {
    expect(namedIn(text, 'day').averages).toEqual(averages)
  })
})

describe('a series', () => {
  it('has candles while they can be read, and weeks where days are too many', () => {
    const short = seriesOf(bars, bars.slice(-100))
    expect(short.days).toHaveLength(100)
    expect(short.columns['high']).toHaveLength(100)
    expect(seriesOf(bars, bars.slice(-300)).columns['high']).toBe(undefined)
    const long = seriesOf(bars, bars)
    expect(long.days.length).toBeGreaterThan(84)
    expect(long.days.length).toBeLessThan(88)
    expect(long.columns['close']?.at(-1)).toBeCloseTo(bars.at(-1)?.close ?? 0, 3)
    const total = bars.reduce((sum, { volume }) => sum + volume, 0)
    const shown = long.columns['volume']?.reduce<number>((sum, value) => sum + (value ?? 0), 0)
    expect((shown ?? 0) / total).toBeCloseTo(1, 4)
  })

  it('has averages that look back beyond its window, and nothing where they cannot', () => {
    const { columns } = seriesOf(bars.slice(-120), bars.slice(-100))
    expect(columns['sma20']?.[0]).not.toBe(null)
    expect(columns['sma50']?.slice(0, 29).every((value) => value === null)).toBe(true)
    expect(columns['sma200']?.every((value) => value === null)).toBe(true)
  })
})
