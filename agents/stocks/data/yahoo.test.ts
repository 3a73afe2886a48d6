import { afterEach, expect, it } from 'vitest'

import { type FakeYahoo, startYahoo, type YahooCompany } from '../../../test/fakes/yahoo.ts'
import { yahoo } from './yahoo.ts'
import { yahooFetch } from './yahoo/fetch.ts'
import { apple, chart, hourS, mondayS } from './yahoo/sample-company.ts'

const open: FakeYahoo[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

async function start(companies: Readonly<Record<string, YahooCompany>>, deadlineMs = 5000) {
  const server = await startYahoo(companies)
  open.push(server)
  return { server, data: yahoo({ baseUrl: server.url, allowsLoopback: true, deadlineMs }) }
}

function ask(
  symbol: string,
  askedAt = '2025-06-06T22:00:00Z',
  signal = new AbortController().signal,
) {
  return { symbol, askedAt: new Date(askedAt), signal }
}

it('reads closed days, in the exchange’s own dates', async () => {
  const { data, server } = await start({ AAPL: apple })
  const { value, ...about } = await data.prices.fetch(ask('AAPL'))
  expect(value.bars.map(({ date }) => date)).toEqual([
    '2025-06-02',
    '2025-06-03',
    '2025-06-05',
    '2025-06-06',
  ])
  expect(value.bars[0]).toEqual({
    date: '2025-06-02',
    open: 200,
    high: 202,
    low: 199,
    close: 201.7,
    volume: 1000,
  })
  expect(value).toMatchObject({ symbol: 'AAPL', name: 'Apple Inc.', currency: 'USD' })
  expect(about).toMatchObject({ source: 'yahoo', asOf: '2025-06-06', freshness: 'closed' })
  expect(about.notes).toEqual(['yahoo: 1 day without prices left out'])
  expect(server.complaints).toEqual([])
})

it('leaves out the running day while the market is open', async () => {
  const { data } = await start({ AAPL: apple })
  const { asOf } = await data.prices.fetch(ask('AAPL', '2025-06-06T19:59:00Z'))
  expect(asOf).toBe('2025-06-05')
})

it('says how old the last day is when the market has moved on', async () => {
  const { data } = await start({ AAPL: apple })
  const { freshness, notes } = await data.prices.fetch(ask('AAPL', '2025-08-01T22:00:00Z'))
  expect(freshness).toBe('stale')
  expect(notes).toContain('last bar 2025-06-06, 56 days old')
})

it('dates a session in Tokyo by Tokyo', async () => {
  const opening = Date.parse('2025-06-03T00:00:00Z') / 1000
  const regular = { start: opening, end: opening + 6.5 * hourS }
  const meta = {
    ...chart.meta,
    currency: 'JPY',
    gmtoffset: 9 * hourS,
    currentTradingPeriod: { regular },
  }
  const column = [2500]
  const quote = [{ open: column, high: column, low: column, close: column, volume: column }]
  const toyota = { chart: { meta, timestamp: [opening], indicators: { quote } } }
  const { data } = await start({ '7203.T': toyota })
  const before = data.prices.fetch(ask('7203.T', '2025-06-03T06:00:00Z'))
  await expect(before).rejects.toMatchObject({ code: 'not_found' })
  expect((await data.prices.fetch(ask('7203.T', '2025-06-03T07:00:00Z'))).asOf).toBe('2025-06-03')
})

it('keeps the days on which hardly anybody or nobody traded', async () => {
  const [quote] = chart.indicators.quote
  const quiet = { quote: [{ ...quote, volume: [1000, 0, null, 3, 0] }] }
  const { data } = await start({ THIN: { chart: { ...chart, indicators: quiet } } })
  const { value } = await data.prices.fetch(ask('THIN'))
  expect(value.bars.map(({ volume }) => volume)).toEqual([1000, 0, 3, 0])
})

it('ends a suspended share on its last day with a price, and says so', async () => {
  const rest = (column: readonly (number | null)[] | undefined) => [
    column?.[0] ?? null,
    null,
    null,
    null,
    null,
  ]
  const [quote] = chart.indicators.quote
  const halted = {
    open: rest(quote?.open),
    high: rest(quote?.high),
    low: rest(quote?.low),
    close: rest(quote?.close),
    volume: rest(quote?.volume),
  }
  const { data } = await start({ HALT: { chart: { ...chart, indicators: { quote: [halted] } } } })
  const { asOf, freshness, notes } = await data.prices.fetch(ask('HALT', '2025-06-20T22:00:00Z'))
  expect({ asOf, freshness }).toEqual({ asOf: '2025-06-02', freshness: 'stale' })
  expect(notes).toEqual([
    'yahoo: 4 days without prices left out',
    'last bar 2025-06-02, 18 days old',
  ])
})

it('says of a delisted share that it is not known', async () => {
  const { data, server } = await start({})
  const body = JSON.stringify({
    chart: {
      result: null,
      error: { code: 'Not Found', description: 'No data found, symbol may be delisted' },
    },
  })
  server.answer('chart', { status: 404, type: 'application/json', body })
  await expect(data.prices.fetch(ask('TWTR'))).rejects.toMatchObject({
    code: 'not_found',
    said: 'I do not know a symbol TWTR.',
  })
})

it('does not adjust for a split that Yahoo has adjusted for already', async () => {
  const split = { date: mondayS + 86_400, numerator: 4, denominator: 1, splitRatio: '4:1' }
  const events = { splits: { [String(mondayS + 86_400)]: split } }
  const { data } = await start({ AAPL: { chart: { ...chart, events } } })
  const { value } = await data.prices.fetch(ask('AAPL'))
  expect(value.bars.map(({ close }) => close)).toEqual([201.7, 202.5, 204.25, 205])
})

it('turns pence into pounds', async () => {
  const london = { ...chart, meta: { ...chart.meta, currency: 'GBp' } }
  const { data } = await start({ 'SHEL.L': { chart: london } })
  const { value } = await data.prices.fetch(ask('SHEL.L'))
  expect(value).toMatchObject({ currency: 'GBP' })
  expect(value.bars[0]?.close).toBe(2.017)
})

it.each([
  ['^GSPC', '^GSPC'],
  ['BRK.B', 'BRK-B'],
  ['M&M.NS', 'M&M.NS'],
])('asks for %s as Yahoo writes it', async (symbol, spelled) => {
  const { data, server } = await start({ [spelled]: apple })
  expect((await data.prices.fetch(ask(symbol))).value.symbol).toBe(symbol)
  expect(server.complaints).toEqual([])
})

it('knows a chart without a single day as an unknown symbol', async () => {
  const empty = { meta: chart.meta, indicators: { quote: [{}] } }
  const { data } = await start({ AAPL: { chart: empty } })
  await expect(data.prices.fetch(ask('AAPL'))).rejects.toMatchObject({ code: 'not_found' })
})

it.each(['ZZZZ', '../../v1/finance/search', 'A B', ''])('does not know %j', async (symbol) => {
  const { data, server } = await start({})
  const error = { code: 'not_found', message: `yahoo does not know ${symbol}` }
  await expect(data.prices.fetch(ask(symbol))).rejects.toMatchObject(error)
  expect(server.complaints).toEqual([])
})

it.each([
  [{ status: 429, body: 'Too Many Requests' }, 'rate_limited', 'HTTP 429'],
  [{ status: 401, type: 'application/json', body: '{}' }, 'unavailable', 'HTTP 401'],
  [{ status: 500, body: 'oops' }, 'unavailable', 'HTTP 500'],
  [{ status: 404, type: 'text/html', body: '<html>' }, 'unavailable', 'HTTP 404'],
  [{ status: 302, headers: { location: 'https://evil.test/' } }, 'unavailable', 'HTTP 302'],
  [
    { type: 'text/html', body: '<html>' },
    'unavailable',
    'answered with a web page instead of data',
  ],
  [{ body: '' }, 'unavailable', 'answered in a shape we do not know'],
  [
    { body: '{"chart":{"result":[{}],"error":null}}' },
    'unavailable',
    'answered in a shape we do not know',
  ],
  [
    { body: '{"chart":{"result":null,"error":null}}' },
    'unavailable',
    'answered in a shape we do not know',
  ],
])('says in our words what %j means', async (answer, code, message) => {
  const { data, server } = await start({ AAPL: apple })
  server.answer('chart', answer)
  await expect(data.prices.fetch(ask('AAPL'))).rejects.toMatchObject({ code, message })
})

it('gives up on an answer that does not come, and does not wait for the next one', async () => {
  const { data, server } = await start({ AAPL: apple }, 50)
  server.answer('chart', 'hang')
  await expect(data.prices.fetch(ask('AAPL'))).rejects.toMatchObject({ code: 'timeout' })
  await expect(data.news.fetch(ask('AAPL'))).rejects.toMatchObject({ code: 'timeout' })
  expect(server.asked).toEqual(['chart'])
})

it('asks no more for a while once Yahoo says that it is asked too often', async () => {
  const { data, server } = await start({ AAPL: apple })
  server.answer('chart', { status: 429 })
  await expect(data.prices.fetch(ask('AAPL'))).rejects.toMatchObject({ code: 'rate_limited' })
  await expect(data.news.fetch(ask('AAPL'))).rejects.toMatchObject({ code: 'rate_limited' })
  expect(server.asked).toEqual(['chart'])
})

it('waits for its turn before each call', async () => {
  const server = await startYahoo({ AAPL: apple })
  open.push(server)
  let turns = 0
  const pace = async () => void (turns += 1)
  const data = yahoo({ baseUrl: server.url, allowsLoopback: true, pace })
  await data.prices.fetch(ask('AAPL'))
  await data.fundamentals.fetch(ask('AAPL'))
  expect(turns).toBe(3)
})

it('remembers that the network refused', async () => {
  const { data, server } = await start({ AAPL: apple })
  await server.close()
  const error = { code: 'unavailable', message: 'connection refused' }
  const first: unknown = await data.prices.fetch(ask('AAPL')).catch((reason: unknown) => reason)
  expect(first).toMatchObject(error)
  await expect(data.news.fetch(ask('AAPL'))).rejects.toBe(first)
})

it('stops when the asker stops, and takes that for no outage', async () => {
  const { data, server } = await start({ AAPL: apple })
  const stop = new AbortController()
  stop.abort()
  const stopped = data.prices.fetch(ask('AAPL', '2025-06-06T22:00:00Z', stop.signal))
  await expect(stopped).rejects.toMatchObject({ code: 'stopped' })
  await expect(data.prices.fetch(ask('AAPL'))).resolves.toMatchObject({ source: 'yahoo' })
  expect(server.asked).toEqual(['chart'])
})

it('reads a company’s accounts, newest first, and leaves missing figures missing', async () => {
  const { data, server } = await start({ AAPL: apple })
  const { value, ...about } = await data.fundamentals.fetch(ask('AAPL'))
  expect(value).toMatchObject({
    currency: 'USD',
    sector: 'Technology',
    forwardEarningsPerShare: 8.3,
  })
  expect(value.years.map(({ endedOn }) => endedOn)).toEqual(['2024-09-30', '2023-09-30'])
  expect(value.years[0]).toMatchObject({
    filedOn: '2024-12-29',
    revenue: 391_035e6,
    capitalExpenditure: 9_447e6,
    earningsPerShare: 6.08,
    dividendsPerShare: 15_234e6 / 15_408_095_000,
    totalDebt: null,
  })
  expect(value.years[1]).toMatchObject({ revenue: 383_285e6, netIncome: null })
  expect(about).toMatchObject({ asOf: '2024-12-29', freshness: 'closed', notes: [] })
  expect(server.complaints).toEqual([])
})

it('does not know accounts before they were filed', async () => {
  const { data } = await start({ AAPL: apple })
  const { value } = await data.fundamentals.fetch(ask('AAPL', '2024-11-01T00:00:00Z'))
  expect(value.years.map(({ endedOn }) => endedOn)).toEqual(['2023-09-30'])
})

it('gives the accounts without a profile when the crumb is refused, and then fetches a new one', async () => {
  const { data, server } = await start({ AAPL: apple })
  await data.fundamentals.fetch(ask('AAPL'))
  server.expireCrumb()
  const refused = await data.fundamentals.fetch(ask('AAPL'))
  expect(refused.notes).toEqual(['yahoo: no company profile (HTTP 401)'])
  expect(refused.value).toMatchObject({ currency: null, sector: null })
  expect((await data.fundamentals.fetch(ask('AAPL'))).value.sector).toBe('Technology')
})

it('knows that an index has no accounts without asking', async () => {
  const { data, server } = await start({ '^GSPC': apple })
  const said = '^GSPC is an index: it has no accounts.'
  await expect(data.fundamentals.fetch(ask('^GSPC'))).rejects.toMatchObject({
    code: 'not_found',
    said,
  })
  expect(server.asked).toEqual([])
})

it('says that a fund has no accounts', async () => {
  const profile = { quoteType: { quoteType: 'ETF' } }
  const { data } = await start({ SPY: { chart, profile } })
  const said = 'SPY is a fund: it has no accounts.'
  await expect(data.fundamentals.fetch(ask('SPY'))).rejects.toMatchObject({
    code: 'not_found',
    said,
  })
  const nobody = data.fundamentals.fetch(ask('ZZZZ'))
  await expect(nobody).rejects.toMatchObject({
    code: 'not_found',
    message: 'yahoo does not know ZZZZ',
  })
})

it('reads the headlines on a symbol that were out when one asked, newest first', async () => {
  const { data } = await start({ AAPL: apple })
  const { value, asOf, freshness } = await data.news.fetch(ask('AAPL'))
  expect(value.map(({ title }) => title)).toEqual(['Apple opens a store', 'Apple profit rose'])
  expect(value[1]).toEqual({
    title: 'Apple profit rose',
    publisher: 'Reuters',
    publishedAt: '2025-06-05T10:00:00.000Z',
    url: 'https://x.test/',
  })
  expect({ asOf, freshness }).toEqual({ asOf: '2025-06-06T09:00:00.000Z', freshness: 'live' })
})

it('tells no headlines from no such symbol', async () => {
  const { data } = await start({ AAPL: { chart } })
  expect((await data.news.fetch(ask('AAPL'))).value).toEqual([])
  await expect(data.news.fetch(ask('ZZZZ'))).rejects.toMatchObject({ code: 'not_found' })
})

it.each(['https://evil.test/v8', 'http://query1.finance.yahoo.com/v8', 'https://notyahoo.com/'])(
  'does not go to %s',
  async (url) => {
    await expect(yahooFetch({})(url)).rejects.toMatchObject({ code: 'unavailable' })
  },
)
