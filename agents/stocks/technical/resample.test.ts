import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { referenceDir } from '../../../test/environment.ts'
import type { Bar } from '../types.ts'
import { frameValues } from './frame-values.ts'
import { month, resample, week } from './resample.ts'
import { samplePrices } from './sample-prices.ts'
import { isoDate } from './window.ts'

/** Ten days around a year's end: 25 December 2017 and 1 January 2018 are Mondays without trading. */
const yearEnd: readonly Bar[] = [
  day('2017-12-26', 10, 14, 9, 12, 100),
  day('2017-12-27', 12, 13, 11, 13, 200),
  day('2017-12-28', 13, 15, 12, 14, 300),
  day('2017-12-29', 14, 16, 13, 15, 400),
  day('2018-01-02', 16, 18, 15, 17, 500),
  day('2018-01-03', 17, 19, 8, 18, 600),
  day('2018-01-04', 18, 20, 17, 19, 700),
  day('2018-01-05', 19, 21, 18, 20, 800),
]

it('makes a week of its days, whatever holidays it has', () => {
  expect(resample(yearEnd, week, '2018-01-05')).toEqual([
    day('2017-12-29', 10, 16, 9, 15, 1000),
    day('2018-01-05', 16, 21, 8, 20, 2600),
  ])
})

it('keeps the days of one week together where the year ends within it', () => {
  const bars = [
    day('2019-12-30', 1, 2, 1, 2, 10),
    day('2019-12-31', 2, 3, 2, 3, 10),
    day('2020-01-02', 3, 4, 3, 4, 10),
    day('2020-01-03', 4, 5, 4, 5, 10),
  ]
  expect(resample(bars, week, '2020-01-03')).toEqual([day('2020-01-03', 1, 5, 1, 5, 40)])
  expect(resample(bars, month, '2020-01-03')).toEqual([day('2019-12-31', 1, 3, 1, 3, 20)])
})

it('knows the last day of every week and month of forty years', () => {
  const wrong: string[] = []
  for (let at = Date.UTC(1985, 0, 1); at < Date.UTC(2025, 0, 1); at += 86_400_000) {
    const [today, tomorrow] = [isoDate(new Date(at)), isoDate(new Date(at + 86_400_000))]
    const endOfWeek = new Date(at).getUTCDay() === 0 ? today : week(tomorrow)
    const endOfMonth = tomorrow.endsWith('-01') ? today : month(tomorrow)
    if (week(today) !== endOfWeek || month(today) !== endOfMonth) wrong.push(today)
  }
  expect(wrong).toEqual([])
})

describe('leaves out what is still running', () => {
  const endsOf = (bars: readonly Bar[], frame: typeof week, today: string) =>
    resample(bars, frame, today).map(({ date }) => date)

  it('a week until Friday has closed', () => {
    const untilThursday = yearEnd.slice(0, -1)
    expect(endsOf(untilThursday, week, '2018-01-04')).toEqual(['2017-12-29'])
    expect(endsOf(untilThursday, week, '2018-01-05')).toEqual(['2017-12-29'])
    expect(endsOf(yearEnd, week, '2018-01-05')).toEqual(['2017-12-29', '2018-01-05'])
  })

  it('a week whose Friday is a holiday until that Friday is over', () => {
    const goodFriday = ['2018-03-26', '2018-03-27', '2018-03-28', '2018-03-29'].map((date) =>
      day(date, 1, 1, 1, 1, 1),
    )
    expect(endsOf(goodFriday, week, '2018-03-30')).toEqual([])
    expect(endsOf(goodFriday, week, '2018-03-31')).toEqual(['2018-03-29'])
    expect(endsOf(goodFriday, month, '2018-03-30')).toEqual([])
    expect(endsOf(goodFriday, month, '2018-03-31')).toEqual(['2018-03-29'])
  })

  it('a month until its last weekday has closed, though the calendar goes on', () => {
    const september = [day('2018-09-27', 1, 1, 1, 1, 1), day('2018-09-28', 1, 1, 1, 2, 1)]
    expect(endsOf(september.slice(0, 1), month, '2018-09-27')).toEqual([])
    expect(endsOf(september, month, '2018-09-28')).toEqual(['2018-09-28'])
  })

  it('a week that trades at weekends too until Sunday has closed', () => {
    const { bars } = samplePrices(14, '2020-06-28')
    expect(endsOf(bars.slice(0, -1), week, '2020-06-27')).toEqual(['2020-06-21'])
    expect(endsOf(bars, week, '2020-06-28')).toEqual(['2020-06-21', '2020-06-28'])
  })

  it('and nothing of what a stopped symbol traded last', () => {
    expect(endsOf(yearEnd.slice(0, 6), week, '2024-05-01')).toEqual(['2017-12-29', '2018-01-03'])
  })
})

it('has nothing to make of no days', () => {
  expect(resample([], week, '2018-01-05')).toEqual([])
})

it('reads what there are bars for', () => {
  const values = (length: number) => frameValues(samplePrices(length).bars, '2020-06-30')
  expect(values(7 * 10)).toMatchObject({ weeklySma40: null, weeklyRsi14: null, monthlySma10: null })
  expect(values(7 * 10).weeklySma10).not.toBeNull()
  expect(values(7 * 16).weeklyRsi14).not.toBeNull()
  expect(values(7 * 38)).toMatchObject({ weeklySma40: null, monthlySma10: null })
  expect(values(7 * 41).monthlyRsi14).toBeNull()
  expect(values(7 * 41).weeklySma40).not.toBeNull()
  expect(Object.values(values(500))).not.toContain(null)
})

const dir = referenceDir()

describe.skipIf(dir === undefined)('real prices (needs REFERENCE_DATA_DIR)', () => {
  it.each(['AAPL', 'TSLA', 'GOOGL'])('%s agrees with a count by calendar', (symbol) => {
    const bars = barsOf(symbol)
    const today = bars.at(-1)?.date ?? ''
    expect(today).toBe('2017-12-29')
    expect(resample(bars, week, today)).toEqual(byCalendar(bars, mondayOf))
    expect(resample(bars, month, today)).toEqual(byCalendar(bars, (date) => date.slice(0, 7)))
  })

  it('^GSPC too, without the month that stops at its 17th', () => {
    const bars = barsOf('^GSPC')
    expect(bars.at(-1)?.date).toBe('2020-04-17')
    expect(resample(bars, week, '2020-04-17')).toEqual(byCalendar(bars, mondayOf))
    const months = byCalendar(bars, (date) => date.slice(0, 7))
    expect(resample(bars, month, '2020-04-17')).toEqual(months.slice(0, -1))
  })

  it('gives TSLA the averages of its last weekly and monthly closes', () => {
    const bars = barsOf('TSLA')
    const weeks = byCalendar(bars, mondayOf).map(({ close }) => close)
    const months = byCalendar(bars, (date) => date.slice(0, 7)).map(({ close }) => close)
    const values = frameValues(bars, '2017-12-29')
    expect(values).toMatchObject({ weeklyEnd: '2017-12-29', weeklyClose: weeks.at(-1) })
    expect(values.weeklySma10).toBeCloseTo(meanOf(weeks.slice(-10)), 9)
    expect(values.weeklySma40).toBeCloseTo(meanOf(weeks.slice(-40)), 9)
    expect(values.weeklyRsi14).toBeCloseTo(wilderRsi(weeks), 9)
    expect(values.monthlySma10).toBeCloseTo(meanOf(months.slice(-10)), 9)
    expect(values.monthlyRsi14).toBeCloseTo(wilderRsi(months), 9)
  })
})

function day(
  date: string,
  ...[open = 0, high = 0, low = 0, close = 0, volume = 0]: readonly number[]
): Bar {
  return { date, open, high, low, close, volume }
}

/** Another way to the same bars: each day is put under a key, and each key is looked at alone. */
function byCalendar(bars: readonly Bar[], keyOf: (date: string) => string): readonly Bar[] {
  return [...Map.groupBy(bars, ({ date }) => keyOf(date)).values()].map((group) => {
    const sorted = group.toSorted((one, other) => one.low - other.low)
    return {
      date: group.at(-1)?.date ?? '',
      open: group[0]?.open ?? 0,
      high: group.toSorted((one, other) => other.high - one.high)[0]?.high ?? 0,
      low: sorted[0]?.low ?? 0,
      close: group.at(-1)?.close ?? 0,
      volume: group.map(({ volume }) => volume).reduce((sum, volume) => sum + volume),
    }
  })
}

function mondayOf(date: string): string {
  const at = new Date(date)
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7))
  return at.toISOString()
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Wilder (1978), as the book has it. */
function wilderRsi(closes: readonly number[]): number {
  const moves = closes.slice(1).map((close, row) => close - (closes[row] ?? close))
  const gains = moves.map((move) => Math.max(move, 0))
  const losses = moves.map((move) => Math.max(-move, 0))
  const smooth = (sizes: readonly number[]) =>
    sizes.slice(14).reduce((mean, size) => (mean * 13 + size) / 14, meanOf(sizes.slice(0, 14)))
  return 100 - 100 / (1 + smooth(gains) / smooth(losses))
}

function barsOf(symbol: string): readonly Bar[] {
  const lines = readFileSync(join(dir ?? '', 'prices', `${symbol}.csv`), 'utf8')
    .trim()
    .split('\n')
  return lines.slice(1).map((line) => {
    const [date = '', ...numbers] = line.split(',')
    const [open = 0, high = 0, low = 0, close = 0, , volume = 0] = numbers.map(Number)
    return day(date, open, high, low, close, volume)
  })
}
