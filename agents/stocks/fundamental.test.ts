import { expect, it } from 'vitest'

import { AppError } from '../../core/errors.ts'
import { demo } from './data/demo.ts'
import { fundamentalAnalyst } from './fundamental.ts'
import { sampleFundamentals, sampleYear, yearBefore } from './fundamental/sample-accounts.ts'
import type { Fetched, Fundamentals, Prices, Source } from './types.ts'

const at = '2025-06-05T22:00:00.000Z'
const bar = { date: '2025-06-05', open: 20, high: 20, low: 20, close: 20, volume: 1 }
const prices: Prices = { symbol: 'SMPL', name: null, currency: 'USD', bars: [bar] }
const accounts = sampleFundamentals(sampleYear, yearBefore(1, { revenue: 80 }))

function source<T>(value: T | AppError, about: Partial<Fetched<T>> = {}): Source<T> {
  const fetched = {
    source: 'yahoo',
    asOf: '2025-06-05',
    fetchedAt: at,
    freshness: 'closed',
    notes: [],
  } as const
  const fetch = () =>
    value instanceof AppError
      ? Promise.reject(value)
      : Promise.resolve({ ...fetched, ...about, value })
  return { name: 'yahoo', fetch }
}

function analyse(
  fundamentals: Source<Fundamentals>,
  price: Source<Prices> = source(prices),
  symbol = 'SMPL',
) {
  const signal = AbortSignal.any([])
  const task = { symbol, period: null, aspect: null, askedAt: new Date(at), signal }
  return fundamentalAnalyst({ fundamentals, prices: price }).analyse(task)
}

it('judges the accounts against the price', async () => {
  const finding = await analyse(source(accounts))
  expect(finding).toMatchObject({ analyst: 'fundamental', symbol: 'SMPL', abstained: null })
  const weights = finding.signals.map(({ weight }) => weight).reduce((sum, weight) => sum + weight)
  expect(weights).toBeCloseTo(1, 9)
  const votes = finding.signals.map(({ weight, direction }) => weight * direction)
  expect(finding.score).toBeCloseTo(
    votes.reduce((sum, vote) => sum + vote),
    4,
  )
  expect(finding.signals).toContainEqual({
    name: 'return on equity',
    reading: 'return on equity at 10.0%, moderate',
    direction: 0,
    weight: expect.any(Number),
  })
  expect(finding.evidence).toHaveLength(1)
  expect(finding.evidence[0]).toMatchObject({
    tool: 'stocks.fundamentals',
    arguments: { symbol: 'SMPL', filedOn: '2025-02-15', discountPercent: 9 },
    source: 'yahoo',
    asOf: '2025-06-05',
    freshness: 'closed',
    values: { peTrailing: 20, fiscalYearEnd: '2024-12-31', fundamentalScore: finding.score },
    units: { marketCap: 'USD', peTrailing: 'ratio', fiscalYearEnd: 'date' },
  })
  expect(finding.evidence[0]?.values['fairValueBasis']).toMatch(/^cash flows discounted/)
  expect(finding.notes).toEqual([])
})

it.each<[string, Source<Prices>]>([
  ['no price (HTTP 429)', source<Prices>(new AppError('rate_limited', 'HTTP 429'))],
  ['the accounts are in USD, the price in INR', source({ ...prices, currency: 'INR' })],
  ['the currency is not known', source<Prices>({ ...prices, currency: null })],
  [
    'the last price is of 2017-12-29, before the accounts of 2025-02-15',
    source({ ...prices, bars: [{ ...bar, date: '2017-12-29' }] }),
  ],
  [
    'accounts from yahoo do not go with prices from demo',
    source(prices, { source: 'demo', freshness: 'demo' }),
  ],
])('gives no valuation when %s', async (reason, price) => {
  const { evidence, notes, score } = await analyse(source(accounts), price)
  expect(notes).toContain(`No valuation ratios: ${reason}.`)
  expect(evidence[0]?.values).toMatchObject({ marketCap: null, peTrailing: null, roePercent: 10 })
  expect(evidence[0]).toMatchObject({ source: 'yahoo', asOf: '2025-02-15', freshness: 'closed' })
  expect(score).not.toBeNull()
})

it('is as fresh as the worst it rests on', async () => {
  const { evidence } = await analyse(
    source(accounts),
    source(prices, { source: 'csv:SMPL.csv', freshness: 'stale' }),
  )
  expect(evidence[0]).toMatchObject({ freshness: 'stale', source: 'yahoo, csv:SMPL.csv' })
})

it('hands on what its sources note', async () => {
  const { notes } = await analyse(source(accounts, { notes: ['demo data used'] }))
  expect(notes[0]).toBe('demo data used')
})

it('abstains where there is nothing to judge', async () => {
  const index = await analyse(source(accounts), source(prices), '^GSPC')
  expect(index.abstained).toBe('an index has no accounts')
  const later = sampleFundamentals(yearBefore(-1))
  expect((await analyse(source(later))).abstained).toBe('no accounts were public on 2025-06-05')
  const empty = Object.fromEntries(Object.keys(sampleYear).map((name) => [name, null]))
  const blank = { ...sampleYear, ...empty, endedOn: '2024-12-31', filedOn: '2025-02-15' }
  const silent = await analyse(source(sampleFundamentals(blank)))
  expect(silent).toMatchObject({
    abstained: 'the accounts say too little to judge by',
    score: null,
    evidence: [],
  })
})

it('gives a missing ratio no vote', async () => {
  const { signals } = await analyse(
    source(sampleFundamentals({ ...sampleYear, earningsPerShare: null })),
  )
  expect(signals.map(({ name }) => name)).not.toContain('earnings multiple')
})

const trailing = {
  ...sampleYear,
  endedOn: '2025-03-31',
  filedOn: '2025-05-02',
  revenue: 120,
  earningsPerShare: 1.25,
}

it('sets the price against the twelve months to the last quarter, and says so', async () => {
  const { evidence, notes } = await analyse(source({ ...accounts, trailing }))
  expect(evidence[0]?.values).toMatchObject({
    peTrailing: 16,
    revenue: 100,
    fiscalYearEnd: '2024-12-31',
    trailingEnd: '2025-03-31',
  })
  expect(notes).toEqual([
    'Multiples stand on the twelve months to the last quarter that was filed.',
  ])
})

it.each([
  ['says less than the year', { ...trailing, depreciation: null }],
  ['was not public yet', { ...trailing, filedOn: '2025-06-06' }],
  ['is older than the year', { ...trailing, endedOn: '2024-09-30' }],
  ['is missing', null],
])('sets it against the year when the quarter %s', async (_, quarter) => {
  const { evidence, notes } = await analyse(source({ ...accounts, trailing: quarter }))
  expect(evidence[0]?.values['peTrailing']).toBe(20)
  expect(evidence[0]?.values).not.toHaveProperty('trailingEnd')
  expect(notes).toEqual([])
})

it('keeps in evidence what another source says', async () => {
  const disagreements = [{ figure: 'revenue', shown: 100, other: 104, source: 'yahoo' }] as const
  const { evidence } = await analyse(source({ ...accounts, disagreements }))
  expect(evidence[0]?.values).toMatchObject({
    revenue: 100,
    revenueElsewhere: 104,
    elsewhere: 'yahoo',
  })
  expect(evidence[0]?.units).toMatchObject({ revenueElsewhere: 'USD' })
})

it('throws what its source throws', async () => {
  const error = new AppError('unavailable', 'no source of fundamentals is configured')
  await expect(analyse(source<Fundamentals>(error))).rejects.toBe(error)
})

it.each(['AAPL', 'JPM', 'RELIANCE.NS', '7203.T'])('judges the demo company %s', async (symbol) => {
  const signal = AbortSignal.any([])
  const task = { symbol, period: null, aspect: null, askedAt: new Date('2026-11-22'), signal }
  const { score, evidence } = await fundamentalAnalyst(demo()).analyse(task)
  expect(score).not.toBeNull()
  expect(evidence[0]?.freshness).toBe('demo')
  expect(evidence[0]?.values['peTrailing']).toBeGreaterThan(3)
})
