import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { memoryCache } from '../../../core/memory-cache.ts'
import { startSite } from '../../../test/fakes/site.ts'
import { startYahoo } from '../../../test/fakes/yahoo.ts'
import { checkMarketData } from './checks.ts'
import { acmeConcepts, concepts } from './edgar/sample-filings.ts'
import { openMarketData } from './market-data.ts'
import type { Settings } from './settings.ts'
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

/** What all tests set: their servers are on this machine, where no source may be otherwise. */
const here = { MARKET_DATA_LOOPBACK: 'yes' }

function open(settings: Settings) {
  return openMarketData(
    { ...here, ...settings },
    memoryCache({ metrics: { cacheAsked: () => {} } }),
  )
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
  const data = openMarketData({ ...here, YAHOO_BASE_URL: server.url }, cache)
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

const secPages = {
  '/api/xbrl/companyfacts/CIK0000320193.json': {
    body: JSON.stringify({
      entityName: 'Apple Inc.',
      facts: { 'us-gaap': concepts(acmeConcepts), dei: {} },
    }),
  },
  '/submissions/CIK0000320193.json': { body: JSON.stringify({ sic: '3571' }) },
}

it('asks the SEC for accounts first, holds them against Yahoo’s, and hears feeds beside Yahoo', async () => {
  const when = new Date(Date.now() - 3_600_000).toUTCString()
  const item = `<item><title>Apple Inc opens a store</title><pubDate>${when}</pubDate></item>`
  const site = await startSite({
    ...secPages,
    '/feed': { type: 'text/xml', body: `<rss><channel><title>Wire</title>${item}</channel></rss>` },
  })
  const yahoo = await startYahoo({ AAPL: apple })
  const settings = {
    YAHOO_BASE_URL: yahoo.url,
    SEC_EDGAR_BASE_URL: site.url,
    SEC_USER_AGENT: 'Tests ada@example.org',
    NEWS_FEEDS: `${site.url}/feed`,
  }
  const data = open(settings)
  const accounts = await data.fundamentals.fetch(ask('AAPL'))
  expect(accounts.source).toBe('sec, yahoo')
  expect(accounts.value).toMatchObject({ forwardEarningsPerShare: 8.3, sector: 'Technology' })
  expect(accounts.value.years[0]).toMatchObject({ endedOn: '2024-09-28', revenue: 391e9 })
  expect(accounts.value.disagreements).toEqual([])
  const asked = site.visits.length
  await data.fundamentals.fetch(ask('AAPL'))
  expect(site.visits).toHaveLength(asked)
  const news = await data.news.fetch(ask('AAPL'))
  expect(news.value[0]?.title).toBe('Apple Inc opens a store')
  expect(news.source).toBe('feeds:a feed, yahoo')
  const checks = await checkMarketData({ ...here, ...settings }, AbortSignal.any([]))
  expect(checks.map(({ name, state }) => [name, state])).toEqual([
    ['market data: sec', 'ok'],
    ['market data: feeds', 'ok'],
    ['market data: yahoo', 'ok'],
    ['market data: demo', 'ok'],
  ])
  await Promise.all([site.close(), yahoo.close()])
})

it('says that the SEC is not asked when nobody is named who asks', async () => {
  const settings = { MARKET_DATA: 'sec,feeds,demo' }
  const { source } = await open(settings).fundamentals.fetch(ask('AAPL'))
  expect(source).toBe('demo')
  const checks = await checkMarketData(settings, AbortSignal.any([]))
  expect(checks).toMatchObject([
    { name: 'market data: sec', state: 'off', detail: 'SEC_USER_AGENT is not set' },
    { name: 'market data: feeds', state: 'off', detail: 'NEWS_FEEDS is not set' },
    { name: 'market data: demo', state: 'ok' },
  ])
})

it.each([
  [{ MARKET_DATA: 'bloomberg' }, 'MARKET_DATA is a list'],
  [{ MARKET_DATA: 'csv' }, 'MARKET_DATA_DIR must name a folder'],
  [{ YAHOO_BASE_URL: 'ftp://x' }, 'YAHOO_BASE_URL must be an http'],
  [{ SEC_USER_AGENT: 'nobody' }, 'SEC_USER_AGENT must name who asks'],
  [{ SEC_USER_AGENT: 'Ada a@b.org', SEC_EDGAR_BASE_URL: 'ftp://x' }, 'SEC_EDGAR_BASE_URL must be'],
  [{ NEWS_FEEDS: 'file:///etc/passwd' }, 'NEWS_FEEDS is a list of https'],
  [{ NEWS_FEEDS: 'https://a:b@x.org/feed' }, 'NEWS_FEEDS is a list of https'],
  [{ NEWS_FEEDS: 'https://{symbol}.org/feed' }, 'NEWS_FEEDS is a list of https'],
])('refuses %j with the variable’s name', (settings, said) => {
  const error = expect.objectContaining({ code: 'invalid', said: expect.stringContaining(said) })
  expect(() => open(settings)).toThrow(error)
})

it('tells the doctor what answers, what does not, and what to do', async () => {
  const settings = { ...here, MARKET_DATA_DIR: folder, YAHOO_BASE_URL: nowhere }
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
    {
      name: 'market data: sec',
      state: 'off',
      detail: 'SEC_USER_AGENT is not set',
      fix: 'Set SEC_USER_AGENT to a name and an e-mail address, as the SEC asks of its users.',
    },
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
  const settings = { ...here, MARKET_DATA: 'yahoo', YAHOO_BASE_URL: nowhere }
  expect(await checkMarketData(settings, AbortSignal.any([]))).toMatchObject([{ state: 'failed' }])
})

it('tells the doctor that the settings are wrong', async () => {
  const checks = await checkMarketData({ MARKET_DATA: 'bloomberg' }, AbortSignal.any([]))
  expect(checks).toMatchObject([
    { state: 'failed', detail: expect.stringMatching(/MARKET_DATA is a list/) },
  ])
})
