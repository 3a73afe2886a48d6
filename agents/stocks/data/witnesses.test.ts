import { expect, it } from 'vitest'

import { AppError } from '../../../core/errors.ts'
import { sampleFundamentals, sampleYear, yearBefore } from '../fundamental/sample-accounts.ts'
import type { Fetched, Fundamentals, Headline, Source } from '../types.ts'
import { comparedWith } from './compared.ts'
import { gathered } from './gathered.ts'

const request = { symbol: 'SMPL', askedAt: new Date('2025-03-01'), signal: AbortSignal.any([]) }

function source<T>(name: string, answer: T | AppError, more: Partial<Fetched<T>> = {}): Source<T> {
  return {
    name,
    async fetch() {
      if (answer instanceof AppError) throw answer
      const about = { asOf: '2025-02-15', fetchedAt: '2025-03-01T00:00:00.000Z', notes: [] }
      return { value: answer, source: name, freshness: 'closed', ...about, ...more }
    },
  }
}

const down = new AppError('unavailable', 'HTTP 500')

function accounts(
  figures: Partial<typeof sampleYear> = {},
  more: Partial<Fundamentals> = {},
): Fundamentals {
  return { ...sampleFundamentals({ ...sampleYear, ...figures }, yearBefore(1)), ...more }
}

it('keeps both figures where two sources disagree, shows the first’s and says so', async () => {
  const first = source('sec', accounts({}, { forwardEarningsPerShare: null }))
  const second = source(
    'yahoo',
    accounts({ revenue: 104, netIncome: 10.05, earningsPerShare: 0.9 }),
  )
  const { value, ...about } = await comparedWith(first, second).fetch(request)
  expect(value.years[0]).toMatchObject({ revenue: 100, earningsPerShare: 1 })
  expect(value.disagreements).toEqual([
    { figure: 'revenue', shown: 100, other: 104, source: 'yahoo' },
    { figure: 'earningsPerShare', shown: 1, other: 0.9, source: 'yahoo' },
  ])
  expect(value.forwardEarningsPerShare).toBe(1.25)
  expect(about).toMatchObject({
    source: 'sec, yahoo',
    notes: ['sec and yahoo disagree on revenue, earnings per share: sec is shown'],
  })
})

it('compares a year with the same year, in the same money', async () => {
  const first = source('sec', accounts())
  const other = accounts({ revenue: 104 }, { currency: 'EUR' })
  const dollars = await comparedWith(first, source('yahoo', other)).fetch(request)
  expect(dollars.value).toMatchObject({ disagreements: [], forwardEarningsPerShare: null })
  const older = sampleFundamentals(yearBefore(1, { revenue: 50 }))
  const apart = await comparedWith(first, source('yahoo', older)).fetch(request)
  expect(apart.value.disagreements).toEqual([])
})

it('goes on with one witness, and fails with the first', async () => {
  const alone = await comparedWith(
    source('sec', accounts()),
    source<Fundamentals>('yahoo', down),
  ).fetch(request)
  expect(alone).toMatchObject({
    source: 'sec',
    notes: ['yahoo unavailable: HTTP 500; not compared'],
  })
  const failed = comparedWith(source<Fundamentals>('sec', down), source('yahoo', accounts()))
  await expect(failed.fetch(request)).rejects.toBe(down)
})

function headline(title: string, publishedAt: string): Headline {
  return { title, publisher: 'The Wire', publishedAt, url: null }
}

it('tells the news of all sources, as fresh as the least fresh of them', async () => {
  const one = [headline('b', '2025-02-27T00:00:00.000Z'), headline('d', '2025-02-25T00:00:00.000Z')]
  const two = [headline('a', '2025-02-28T00:00:00.000Z'), headline('c', '2025-02-26T00:00:00.000Z')]
  const both = gathered([
    source('feeds', one, { freshness: 'live' }),
    source('yahoo', two, { freshness: 'stale' }),
  ])
  const { value, ...about } = await both.fetch(request)
  expect(value.map(({ title }) => title)).toEqual(['a', 'b', 'c', 'd'])
  expect(about).toMatchObject({
    source: 'feeds, yahoo',
    asOf: '2025-02-28T00:00:00.000Z',
    freshness: 'stale',
  })
})

it('names only those sources that had news, and says which one failed', async () => {
  const one = [headline('a', '2025-02-28T00:00:00.000Z')]
  const quiet = await gathered([source('feeds', []), source('yahoo', one)]).fetch(request)
  expect(quiet).toMatchObject({ source: 'yahoo', notes: [] })
  const broken = await gathered([
    source('feeds', one),
    source<readonly Headline[]>('yahoo', down),
  ]).fetch(request)
  expect(broken).toMatchObject({ source: 'feeds', notes: ['yahoo unavailable: HTTP 500'] })
})

it('takes silence beside a failure for no answer', async () => {
  const none: readonly Headline[] = []
  const both = gathered([source('feeds', none), source<readonly Headline[]>('yahoo', down)])
  await expect(both.fetch(request)).rejects.toBe(down)
  const silent = await gathered([source('feeds', none), source('yahoo', none)]).fetch(request)
  expect(silent.value).toEqual([])
})
