import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { AppError } from '../../core/errors.ts'
import type { AnalysisTask } from '../../core/project.ts'
import { unpackSeries } from '../../core/series.ts'
import type { Finding } from '../../core/types.ts'
import { referenceDir } from '../../test/environment.ts'
import { technicalAnalyst, type TechnicalOptions } from './technical.ts'
import { samplePrices } from './technical/sample-prices.ts'
import type { Fetched, MarketData, Prices, Source, SourceRequest } from './types.ts'

const task: AnalysisTask = {
  symbol: 'AAPL',
  period: null,
  aspect: null,
  askedAt: new Date('2020-06-30T21:00:00Z'),
  signal: new AbortController().signal,
}

const fetchedPrices: Fetched<Prices> = {
  value: { ...samplePrices(600), symbol: 'AAPL' },
  source: 'csv:AAPL.csv',
  asOf: '2020-06-30',
  fetchedAt: '2020-06-30T21:00:01Z',
  freshness: 'closed',
  notes: ['yahoo: HTTP 429'],
}

const fetchedIndex = { ...fetchedPrices, source: 'csv:^GSPC.csv', notes: [] }

it('comes back with prices, indicators and levels, each with its source, time and units', async () => {
  const finding = await analyse({ AAPL: fetchedPrices, '^GSPC': fetchedIndex })
  const [prices, indicators, levels] = finding.evidence
  expect(finding.evidence.map(({ tool }) => tool)).toEqual([
    'stocks.prices',
    'stocks.indicators',
    'stocks.levels',
  ])
  const moment = { asOf: '2020-06-30', fetchedAt: '2020-06-30T21:00:01Z', freshness: 'closed' }
  const computed = { ...moment, source: `computed from ${prices?.id}` }
  expect(prices).toMatchObject({ ...moment, source: 'csv:AAPL.csv' })
  expect(prices?.arguments).toEqual({ symbol: 'AAPL', period: '1y' })
  expect(prices?.units).toMatchObject({ close: 'USD', volume: 'shares', periodStart: 'date' })
  expect(indicators).toMatchObject(computed)
  expect(indicators?.arguments).toMatchObject({
    benchmark: '^GSPC',
    benchmarkSource: 'csv:^GSPC.csv',
  })
  expect(indicators?.values['beta']).toBeCloseTo(1, 9)
  expect(levels).toMatchObject(computed)
  expect(new Set(finding.evidence.map(({ id }) => id)).size).toBe(3)
})

it('draws the weeks where it is asked about weeks', async () => {
  const asked = { ...task, aspect: 'weekly' }
  const { series, evidence } = await analyse({ AAPL: fetchedPrices }, { task: asked })
  const { days, columns } = unpackSeries(series ?? '')
  const [day = 0, next = 0] = days
  expect(next - day).toBe(7)
  expect(Object.keys(columns)).toContain('sma10')
  expect(evidence[0]?.arguments).toEqual({ symbol: 'AAPL', period: '1y' })
})

it('has a score, the same in evidence, that its signals add up to', async () => {
  const { analyst, symbol, score, abstained, signals, evidence } = await analyse({
    AAPL: fetchedPrices,
    '^GSPC': fetchedIndex,
  })
  expect({ analyst, symbol, abstained }).toEqual({
    analyst: 'technical',
    symbol: 'AAPL',
    abstained: null,
  })
  const sum = signals.reduce((total, { direction, weight }) => total + direction * weight, 0)
  expect(score).toBeCloseTo(sum, 12)
  expect(evidence[1]?.values['technicalScore']).toBe(score)
})

it('says no number in a signal that is not in its evidence', async () => {
  const finding = await analyse({ AAPL: fetchedPrices, '^GSPC': fetchedIndex })
  const known = finding.evidence.flatMap(({ values }) => Object.values(values)).map(Number)
  const said = finding.signals.flatMap(({ reading }) => reading.match(/−?\d+\.\d+/g) ?? [])
  expect(said.length).toBeGreaterThan(14)
  const unknown = said.filter((text) => {
    const digits = text.split('.')[1]?.length ?? 0
    return !known.some((value) => Number(value.toFixed(digits)) === Number(text.replace('−', '-')))
  })
  expect(unknown).toEqual([])
})

it('looks at the period of the question', async () => {
  const data = { AAPL: fetchedPrices, '^GSPC': fetchedIndex }
  const finding = await analyse(data, { task: { ...task, period: '3mo' } })
  expect(finding.evidence[0]?.arguments).toEqual({ symbol: 'AAPL', period: '3mo' })
  expect(finding.evidence[0]?.values['periodStart']).toBe('2020-03-30')
})

it('dates its evidence by the last bar it looked at', async () => {
  const askedAt = new Date('2020-06-15T12:00:00Z')
  const finding = await analyse({ AAPL: fetchedPrices }, { task: { ...task, askedAt } })
  expect(finding.evidence.map(({ asOf }) => asOf)).toEqual([
    '2020-06-15',
    '2020-06-15',
    '2020-06-15',
  ])
})

it('passes a failure of the source on', async () => {
  await expect(analyse({ '^GSPC': fetchedIndex })).rejects.toMatchObject({
    code: 'not_found',
    message: 'no prices of AAPL',
  })
})

describe('without a benchmark only what compares with it is missing', () => {
  it('where no source has it', async () => {
    const finding = await analyse({ AAPL: fetchedPrices })
    expect(finding.evidence[1]?.values).toMatchObject({ beta: null, marketStrengthPercent: null })
    expect(finding.evidence[1]?.arguments).toMatchObject({ benchmark: null, benchmarkSource: null })
    expect(finding.notes).toEqual([
      'yahoo: HTTP 429',
      'Beta and strength against the market are left out: ^GSPC: no prices of ^GSPC',
    ])
    expect(finding.score).not.toBeNull()
  })

  it('where it does not come in time', async () => {
    const finding = await analyse(
      { AAPL: fetchedPrices, '^GSPC': untilAborted },
      { options: { benchmarkWithinMs: 1 } },
    )
    expect(finding.evidence[1]?.values).toMatchObject({ beta: null, marketStrengthPercent: null })
    expect(finding.notes[1]).toBe(
      'Beta and strength against the market are left out: ^GSPC: no answer in 1 ms',
    )
  })

  it('where it is made up and the prices are not', async () => {
    const demo = { ...fetchedIndex, source: 'demo', freshness: 'demo' } as const
    const finding = await analyse({ AAPL: fetchedPrices, '^GSPC': demo })
    expect(finding.evidence[1]?.values).toMatchObject({ beta: null, marketStrengthPercent: null })
    expect(finding.notes[1]).toBe(
      'Beta and strength against the market are left out: ^GSPC: demo does not go with csv:AAPL.csv',
    )
  })

  it('but a stopped turn stops, whatever the benchmark does', async () => {
    const stop = new AbortController()
    const stopped = analyse(
      { AAPL: fetchedPrices, '^GSPC': untilAborted },
      { task: { ...task, signal: stop.signal } },
    )
    stop.abort(new AppError('stopped', 'the person said stop'))
    await expect(stopped).rejects.toMatchObject({ code: 'stopped' })
  })
})

describe('while its day is not closed', () => {
  const close = fetchedPrices.value.bars.at(-1)?.close ?? 0
  const quoted = (at: string) => ({
    ...fetchedPrices,
    value: { ...fetchedPrices.value, quote: { price: 1.02 * close, at } },
  })

  it.each([
    ['2020-07-01T15:00:00.000Z', 'live'],
    ['2020-07-01T14:45:00.000Z', 'delayed'],
  ])('what traded last at %s is evidence of its own, %s', async (at, freshness) => {
    const askedAt = new Date('2020-07-01T15:01:00Z')
    const data = { AAPL: quoted(at), '^GSPC': fetchedIndex }
    const { evidence, score } = await analyse(data, { task: { ...task, askedAt } })
    const quote = evidence.find(({ tool }) => tool === 'stocks.quote')
    expect(quote).toMatchObject({ source: 'csv:AAPL.csv', asOf: at, freshness })
    expect(quote?.values).toEqual({
      lastPrice: 1.02 * close,
      lastPriceChangePercent: expect.closeTo(2, 9),
      lastTradeAt: `${at.slice(11, 16)} UTC`,
    })
    expect(quote?.units['lastPrice']).toBe('USD')
    const plain = await analyse({ AAPL: fetchedPrices, '^GSPC': fetchedIndex })
    expect({ close: evidence[0]?.values['close'], score }).toEqual({ close, score: plain.score })
  })
})

describe('held against a second source', () => {
  const data = { AAPL: { ...fetchedPrices, notes: [] }, '^GSPC': fetchedIndex }
  const close = fetchedPrices.value.bars.at(-1)?.close ?? 0
  const second = {
    date: '2020-06-30',
    close: 2 * close,
    source: 'yahoo',
    fetchedAt: '2020-06-30T21:00:02Z',
    relation: 'differs',
  } as const

  it('both closes are in the evidence, each with its source and time, and it says which is shown', async () => {
    const finding = await analyse(data, { options: { witness: async () => second } })
    const [shown, , , other] = finding.evidence
    expect(shown).toMatchObject({ source: 'csv:AAPL.csv', values: { close } })
    expect(shown?.arguments).toMatchObject({ witness: 'yahoo', witnessRelation: 'differs' })
    expect(other).toMatchObject({
      tool: 'stocks.witness',
      arguments: { symbol: 'AAPL', witnessOf: shown?.id },
      source: 'yahoo',
      asOf: '2020-06-30',
      fetchedAt: '2020-06-30T21:00:02Z',
      values: { closeElsewhere: 2 * close },
      units: { closeElsewhere: 'USD' },
    })
    expect(finding.notes).toEqual([
      `Sources disagree on the close of 2020-06-30: csv:AAPL.csv has $${close.toFixed(2)}, which is shown, and yahoo has $${(2 * close).toFixed(2)}`,
    ])
  })

  it('an adjustment is told from a price', async () => {
    const witness = async () => ({ ...second, relation: 'otherwise adjusted' }) as const
    const { notes } = await analyse(data, { options: { witness } })
    expect(notes[0]).toMatch(/; one of them is adjusted for a split or dividends$/)
  })

  it('one that agrees is named, and not repeated', async () => {
    const witness = async () => ({ ...second, relation: 'agrees' }) as const
    const { evidence, notes } = await analyse(data, { options: { witness } })
    expect(evidence[0]?.arguments).toMatchObject({ witness: 'yahoo', witnessRelation: 'agrees' })
    expect([evidence.length, notes]).toEqual([3, []])
  })

  it('nobody is asked for one of many that are only ranked', async () => {
    const witness = () => Promise.reject(new Error('asked'))
    const finding = await analyse(data, {
      options: { witness },
      task: { ...task, isOneOfMany: true },
    })
    expect(finding.evidence).toHaveLength(3)
  })
})

it.each([
  ['AAPL', ['AAPL', '^GSPC']],
  ['BRK.B', ['BRK.B', '^GSPC']],
  ['RELIANCE.NS', ['RELIANCE.NS', '^NSEI']],
  ['RELIANCE.BO', ['RELIANCE.BO', '^BSESN']],
  ['HSBA.L', ['HSBA.L', '^FTSE']],
  ['SHOP.TO', ['SHOP.TO', '^GSPTSE']],
  ['SAP.DE', ['SAP.DE', '^GDAXI']],
  ['7203.T', ['7203.T', '^N225']],
  ['0700.HK', ['0700.HK', '^HSI']],
  ['^GSPC', ['^GSPC']],
])('measures %s by the index of its market', async (symbol, expected) => {
  const asked: string[] = []
  const data = marketData((request) => {
    asked.push(request.symbol)
    return Promise.resolve(fetchedPrices)
  })
  await technicalAnalyst(data).analyse({ ...task, symbol })
  expect(asked).toEqual(expected)
})

const dir = referenceDir()

describe.skipIf(dir === undefined)('real prices (needs REFERENCE_DATA_DIR)', () => {
  it('reads Apple at the end of 2017 as the file has it', async () => {
    const askedAt = new Date('2018-01-02')
    const data = { AAPL: fromFile('AAPL'), '^GSPC': fromFile('^GSPC') }
    const finding = await analyse(data, { task: { ...task, askedAt } })
    const [prices, indicators] = finding.evidence
    expect(prices?.asOf).toBe('2017-12-29')
    expect(prices?.values).toMatchObject({
      close: 169.23,
      previousClose: 171.08,
      volume: 25643711,
      periodStart: '2016-12-29',
      periodStartClose: 116.73,
      high52w: 177.2,
      low52w: 114.76,
      barCount: 753,
    })
    expect(prices?.values['changePercent']).toBeCloseTo(-1.0814, 4)
    expect(indicators?.values['sma20']).toBeCloseTo(171.8931, 4)
    expect(indicators?.values['sma200']).toBeCloseTo(155.643443, 6)
    expect(indicators?.values['maxDrawdownPercent']).toBeCloseTo(8.859705, 6)
    expect(indicators?.values['volatilityPercent']).toBeCloseTo(17.683096, 6)
    expect(indicators?.values['beta']).toBeCloseTo(1.370108, 6)
    expect(indicators?.values['marketStrengthPercent']).toBeCloseTo(7.289116, 6)
  })
})

type Answers = Readonly<Record<string, Fetched<Prices> | Source<Prices>['fetch']>>

function analyse(
  answers: Answers,
  { task: asked = task, options }: { task?: AnalysisTask; options?: TechnicalOptions } = {},
): Promise<Finding> {
  const data = marketData((request) => {
    const answer = answers[request.symbol]
    if (typeof answer === 'function') return answer(request)
    if (answer !== undefined) return Promise.resolve(answer)
    return Promise.reject(new AppError('not_found', `no prices of ${request.symbol}`))
  })
  return technicalAnalyst(data, options).analyse(asked)
}

function marketData(fetch: Source<Prices>['fetch']): MarketData {
  const unused = () => Promise.reject(new Error('the technical analyst reads prices only'))
  return {
    prices: { name: 'fake', fetch },
    fundamentals: { name: 'unused', fetch: unused },
    news: { name: 'unused', fetch: unused },
  }
}

function untilAborted({ signal }: SourceRequest): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function fromFile(symbol: string): Fetched<Prices> {
  const lines = readFileSync(join(dir ?? '', 'prices', `${symbol}.csv`), 'utf8')
    .trim()
    .split('\n')
  const bars = lines.slice(1).map((line) => {
    const [date = '', ...numbers] = line.split(',')
    const [open = 0, high = 0, low = 0, close = 0, , volume = 0] = numbers.map(Number)
    return { date, open, high, low, close, volume }
  })
  return { ...fetchedPrices, value: { symbol, name: null, currency: 'USD', bars } }
}
