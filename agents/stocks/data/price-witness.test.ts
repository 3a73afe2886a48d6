import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'

import { AppError } from '../../../core/errors.ts'
import { memoryCache } from '../../../core/memory-cache.ts'
import { type FakeYahoo, startYahoo } from '../../../test/fakes/yahoo.ts'
import { csvPrices } from './csv.ts'
import { openMarketData } from './market-data.ts'
import { priceWitness } from './price-witness.ts'
import { chart } from './yahoo/sample-company.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'witness-'))
})
afterAll(() => rm(folder, { recursive: true }))

const open: FakeYahoo[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

const days = ['2025-06-02', '2025-06-03', '2025-06-04', '2025-06-05', '2025-06-06']
const closes = [201.7, 202.5, 203, 204.25, 205]

/** Yahoo with a close for each day, and a folder with these. */
async function start({ own = closes, order = 'csv,yahoo', currency = 'USD', on = days } = {}) {
  const column = closes.map((close) => close)
  const quote = [{ open: column, high: column, low: column, close: column, volume: column }]
  const meta = { ...chart.meta, currency }
  const server = await startYahoo({ AAPL: { chart: { ...chart, meta, indicators: { quote } } } })
  open.push(server)
  const rows = own.map((close, index) => `${on[index]},${close},${close},${close},${close},100`)
  await writeFile(join(folder, 'AAPL.csv'), ['date,open,high,low,close,volume', ...rows].join('\n'))
  const settings = {
    MARKET_DATA: order,
    MARKET_DATA_DIR: folder,
    YAHOO_BASE_URL: server.url,
    MARKET_DATA_LOOPBACK: 'yes',
  }
  const cache = memoryCache({ metrics: { cacheAsked: () => {} } })
  return { server, data: openMarketData(settings, cache) }
}

function ask(signal = new AbortController().signal) {
  return { symbol: 'AAPL', askedAt: new Date(), signal }
}

type Started = Awaited<ReturnType<typeof start>>['data']

async function secondOf(data: Started, request = ask()) {
  return data.priceWitness(await data.prices.fetch(request), request)
}

it('has both closes of a day on which a folder and Yahoo disagree', async () => {
  const { data } = await start({ own: [...closes.slice(0, 4), 207.5] })
  expect((await data.prices.fetch(ask())).source).toBe('csv:AAPL.csv')
  expect(await secondOf(data)).toEqual({
    date: '2025-06-06',
    close: 205,
    source: 'yahoo',
    fetchedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    relation: 'differs',
  })
})

it('takes half a percent for no disagreement', async () => {
  const near = await start({ own: [...closes.slice(0, 4), 205.99] })
  expect(await secondOf(near.data)).toMatchObject({ relation: 'agrees' })
  const far = await start({ own: [...closes.slice(0, 4), 206.1] })
  expect(await secondOf(far.data)).toMatchObject({ relation: 'differs' })
})

it('tells another price from another adjustment', async () => {
  const { data } = await start({ own: closes.map((close) => close * 4) })
  expect(await secondOf(data)).toMatchObject({ close: 205, relation: 'otherwise adjusted' })
  const few = await start({ own: [816, 820], on: days.slice(3) })
  expect(await secondOf(few.data)).toMatchObject({ relation: 'differs' })
})

it('holds the first of the chain against the second, whichever they are', async () => {
  const { data } = await start({ own: [...closes.slice(0, 4), 207.5], order: 'yahoo,csv' })
  expect((await data.prices.fetch(ask())).source).toBe('yahoo')
  expect(await secondOf(data)).toMatchObject({ close: 207.5, source: 'csv:AAPL.csv' })
})

it('compares the close of the same day, in the same money, and nothing else', async () => {
  const earlier = await start({ own: closes.slice(0, 4) })
  expect(await secondOf(earlier.data)).toMatchObject({ date: '2025-06-05', relation: 'agrees' })
  const sunday = await start({ own: [300], on: ['2025-06-01'] })
  expect(await secondOf(sunday.data)).toBeNull()
  const abroad = await start({ own: [...closes.slice(0, 4), 300], currency: 'CAD' })
  expect(await secondOf(abroad.data)).toBeNull()
})

it('never takes made-up prices for a witness, nor a witness for made-up ones', async () => {
  const beside = await start({ order: 'csv,demo' })
  expect(await secondOf(beside.data)).toBeNull()
  const { data, server } = await start({ order: 'demo,yahoo,csv' })
  expect((await data.prices.fetch(ask())).source).toBe('demo')
  expect(await secondOf(data)).toBeNull()
  expect(server.asked).toEqual([])
})

it('asks for nothing that is kept already', async () => {
  const { data, server } = await start()
  await secondOf(data)
  await secondOf(data)
  expect(server.asked).toEqual(['chart'])
})

it('has no second price where the second source is the one that answered, or has none', async () => {
  const { data, server } = await start({ order: 'yahoo,csv' })
  server.answer('chart', { status: 429 })
  expect((await data.prices.fetch(ask())).source).toBe('csv:AAPL.csv')
  expect(await secondOf(data)).toBeNull()
  const down = await start()
  down.server.answer('chart', { status: 500 })
  expect(await secondOf(down.data)).toBeNull()
})

it('waits for a second price no longer than it may, and stops with the asker', async () => {
  const { data, server } = await start()
  server.answer('chart', 'hang')
  const silent = { name: 'yahoo', fetch: () => new Promise<never>(() => {}) }
  const shown = await data.prices.fetch(ask())
  expect(await priceWitness([csvPrices(folder), silent], 1)(shown, ask())).toBeNull()
  const stop = new AbortController()
  const waiting = data.priceWitness(shown, ask(stop.signal))
  stop.abort(new AppError('stopped', 'the person said stop'))
  await expect(waiting).rejects.toMatchObject({ code: 'stopped' })
})
