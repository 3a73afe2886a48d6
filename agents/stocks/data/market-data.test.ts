import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { memoryCache } from '../../../core/memory-cache.ts'
import { startYahoo } from '../../../test/fakes/yahoo.ts'
import { checkMarketData } from './checks.ts'
import { openMarketData, type Settings } from './market-data.ts'
import { apple } from './yahoo/sample-company.ts'

let folder = ''
/** Nothing listens there: the port of a server that has been closed. */
let nowhere = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prices-'))
  await writeFile(
    join(folder, 'AAPL.csv'),
    'date,open,high,low,close,volume\n2017-12-29,170.52,170.59,169.22,169.23,25643711\n',
  )
  const server = await startYahoo({})
  await server.close()
  nowhere = server.url
})
afterAll(() => rm(folder, { recursive: true }))

function open(settings: Settings) {
  return openMarketData(settings, memoryCache({ metrics: { cacheAsked: () => {} } }))
}

function ask(symbol: string) {
  return { symbol, askedAt: new Date(), signal: AbortSignal.any([]) }
}

it('answers with demo data, and says so, when Yahoo is out of reach', async () => {
  const data = open({ YAHOO_BASE_URL: nowhere })
  const answers = await Promise.all([
    data.prices.fetch(ask('AAPL')),
    data.fundamentals.fetch(ask('AAPL')),
    data.news.fetch(ask('AAPL')),
  ])
  for (const { source, freshness, notes } of answers) {
    expect({ source, freshness }).toEqual({ source: 'demo', freshness: 'demo' })
    expect(notes[0]).toBe('yahoo unavailable: connection refused; demo data used')
  }
})

it('answers with what Yahoo last said, and its age, before it makes anything up', async () => {
  let aheadMs = 0
  const metrics = { cacheAsked: () => {} }
  const cache = memoryCache({ now: () => Date.now() + aheadMs, metrics })
  const server = await startYahoo({ AAPL: apple })
  const data = openMarketData({ YAHOO_BASE_URL: server.url }, cache)
  const before = await data.prices.fetch(ask('AAPL'))
  await server.close()
  expect(await data.prices.fetch(ask('AAPL'))).toEqual(before)
  aheadMs = 13 * 3_600_000
  const { value, source, freshness, notes } = await data.prices.fetch(ask('AAPL'))
  expect({ value, source, freshness }).toEqual({
    value: before.value,
    source: 'yahoo',
    freshness: 'stale',
  })
  expect(notes[0]).toBe('yahoo unavailable: connection refused; its answer of 13 hours ago used')
  aheadMs = 7 * 24 * 3_600_000
  expect((await data.prices.fetch(ask('AAPL'))).source).toBe('demo')
})

it('asks a folder first when only the folder is named', async () => {
  const data = open({ MARKET_DATA_DIR: folder, YAHOO_BASE_URL: nowhere })
  expect((await data.prices.fetch(ask('AAPL'))).source).toBe('csv:AAPL.csv')
  const { source, notes } = await data.prices.fetch(ask('TSLA'))
  expect(source).toBe('demo')
  expect(notes[0]).toBe(
    'csv does not know TSLA; yahoo unavailable: connection refused; demo data used',
  )
})

it('shows a changed file at once', async () => {
  const data = open({ MARKET_DATA: 'csv', MARKET_DATA_DIR: folder })
  const file = join(folder, 'CHANGES.csv')
  const header = 'date,open,high,low,close,volume\n'
  await writeFile(file, `${header}2017-12-29,1,2,1,1.5,100\n`)
  expect((await data.prices.fetch(ask('CHANGES'))).value.bars.at(-1)?.close).toBe(1.5)
  await writeFile(file, `${header}2017-12-29,1,2,1,1.75,100\n`)
  expect((await data.prices.fetch(ask('CHANGES'))).value.bars.at(-1)?.close).toBe(1.75)
  await rm(file)
  await expect(data.prices.fetch(ask('CHANGES'))).rejects.toMatchObject({ code: 'not_found' })
})

it('has no accounts and no news in a folder of prices', async () => {
  const data = open({ MARKET_DATA: 'csv', MARKET_DATA_DIR: folder })
  await expect(data.fundamentals.fetch(ask('AAPL'))).rejects.toMatchObject({
    code: 'unavailable',
    said: 'no source of fundamentals is configured (MARKET_DATA=csv).',
  })
  await expect(data.news.fetch(ask('AAPL'))).rejects.toMatchObject({
    said: 'no source of news is configured (MARKET_DATA=csv).',
  })
  expect(await data.prices.symbols?.()).toEqual(['AAPL'])
})

it('marks made-up accounts beside real prices', async () => {
  const data = open({ MARKET_DATA: ' CSV, demo ', MARKET_DATA_DIR: folder })
  expect((await data.prices.fetch(ask('AAPL'))).freshness).toBe('stale')
  expect((await data.fundamentals.fetch(ask('AAPL'))).freshness).toBe('demo')
})

it.each([
  [{ MARKET_DATA: 'bloomberg' }, 'MARKET_DATA is a list'],
  [{ MARKET_DATA: 'csv' }, 'MARKET_DATA_DIR must name a folder'],
  [{ YAHOO_BASE_URL: 'ftp://x' }, 'YAHOO_BASE_URL must be an http'],
])('refuses %j with the variable’s name', (settings, said) => {
  const error = expect.objectContaining({ code: 'invalid', said: expect.stringContaining(said) })
  expect(() => open(settings)).toThrow(error)
})

it('tells the doctor what answers, what does not, and what to do', async () => {
  const settings = { MARKET_DATA_DIR: folder, YAHOO_BASE_URL: nowhere }
  const checks = await checkMarketData(settings, AbortSignal.any([]))
  expect(checks).toEqual([
    { name: 'market data: csv', state: 'ok', detail: '1 price file, all readable' },
    {
      name: 'market data: yahoo',
      state: 'warning',
      detail: 'connection refused',
      fix: `Check YAHOO_BASE_URL: nothing useful answers at ${nowhere}.`,
    },
    { name: 'market data: demo', state: 'ok', detail: expect.stringContaining('synthetic') },
  ])
})

it('tells the doctor which file is broken', async () => {
  const broken = await mkdtemp(join(tmpdir(), 'prices-'))
  await writeFile(join(broken, 'AAPL.csv'), 'date,open,high,low,close,volume\n2024-01-02,1,2,x,1,1')
  const settings = { MARKET_DATA: 'csv', MARKET_DATA_DIR: broken }
  const [check] = await checkMarketData(settings, AbortSignal.any([]))
  expect(check).toMatchObject({
    state: 'warning',
    detail: expect.stringMatching(/AAPL.csv, line 2, column low/),
  })
  await rm(broken, { recursive: true })
})

it('tells the doctor that the only source is out of reach', async () => {
  const settings = { MARKET_DATA: 'yahoo', YAHOO_BASE_URL: nowhere }
  expect(await checkMarketData(settings, AbortSignal.any([]))).toMatchObject([{ state: 'failed' }])
})

it('tells the doctor that the settings are wrong', async () => {
  const checks = await checkMarketData({ MARKET_DATA: 'bloomberg' }, AbortSignal.any([]))
  expect(checks).toMatchObject([
    { state: 'failed', detail: expect.stringMatching(/MARKET_DATA is a list/) },
  ])
})
