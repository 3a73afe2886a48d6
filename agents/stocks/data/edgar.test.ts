import { afterEach, describe, expect, it } from 'vitest'

import { type Page, type Site, startSite } from '../../../test/fakes/site.ts'
import { edgarFundamentals } from './edgar.ts'
import { openEdgarClient } from './edgar/client.ts'
import { acmeConcepts, concepts, type Row } from './edgar/sample-filings.ts'

const open: Site[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((site) => site.close()))
})

const factsPath = '/api/xbrl/companyfacts/CIK0000000042.json'
const submissionsPath = '/submissions/CIK0000000042.json'

type Concepts = Parameters<typeof concepts>[0]

function facts(gaap: Concepts, more: { ifrs?: Concepts; dei?: Concepts } = {}): Page {
  const { ifrs = {}, dei = {} } = more
  const body = { 'us-gaap': concepts(gaap), 'ifrs-full': concepts(ifrs), dei: concepts(dei) }
  return { body: JSON.stringify({ cik: 42, entityName: 'Acme Inc.', facts: body }) }
}

async function start(page: Page | 'hang', more: Readonly<Record<string, Page>> = {}) {
  const site = await startSite({
    [factsPath]: page,
    [submissionsPath]: { body: JSON.stringify({ cik: '42', sic: '3571', name: 'Acme Inc.' }) },
    ...more,
  })
  open.push(site)
  const call = openEdgarClient({
    userAgent: 'Tests ada@example.org',
    baseUrl: site.url,
    allowsLoopback: true,
    deadlineMs: page === 'hang' ? 50 : 5_000,
    pace: async () => {},
  })
  const cikOf = (symbol: string) => (symbol === 'ACME' ? 42 : null)
  return { site, source: edgarFundamentals({ call, cikOf }) }
}

function ask(symbol = 'ACME', askedAt = '2025-02-03T12:00:00Z', signal = AbortSignal.any([])) {
  return { symbol, askedAt: new Date(askedAt), signal }
}

it('reads fiscal years as they were filed, newest first, and says who asks', async () => {
  const { source, site } = await start(facts(acmeConcepts))
  const { value, ...about } = await source.fetch(ask())
  expect(value).toMatchObject({ symbol: 'ACME', currency: 'USD', sector: 'Technology' })
  expect(value.years.map(({ endedOn, filedOn }) => [endedOn, filedOn])).toEqual([
    ['2024-09-28', '2024-11-01'],
    ['2023-09-30', '2023-11-03'],
  ])
  expect(value.years[0]).toMatchObject({
    revenue: 391e9,
    grossProfit: 181e9,
    netIncome: 94e9,
    earningsPerShare: 6.08,
    operatingCashFlow: 118e9,
    capitalExpenditure: 9.4e9,
    assets: 365e9,
    liabilities: 308e9,
    cash: 65e9,
    longTermDebt: 86e9,
    totalDebt: 107e9,
    shares: 15.4e9,
    interestExpense: null,
    dividendsPerShare: null,
  })
  expect(about).toMatchObject({ source: 'sec', asOf: '2025-01-31', freshness: 'closed', notes: [] })
  expect(site.visits.map(({ userAgent }) => userAgent)).toEqual([
    'Tests ada@example.org',
    'Tests ada@example.org',
  ])
})

it('adds up the twelve months to the last quarter, with the balance of its last day', async () => {
  const { source } = await start(facts(acmeConcepts))
  const { trailing } = (await source.fetch(ask())).value
  expect(trailing).toMatchObject({
    endedOn: '2024-12-28',
    filedOn: '2025-01-31',
    revenue: 396e9,
    netIncome: 96e9,
    earningsPerShare: expect.closeTo(6.3, 6),
    shares: 15.1e9,
    assets: 344e9,
    operatingCashFlow: null,
    equity: null,
  })
})

it('knows on each day what had been filed by then', async () => {
  const { source } = await start(facts(acmeConcepts))
  const on = async (day: string) => (await source.fetch(ask('ACME', `${day}T12:00:00Z`))).value
  const early = await on('2024-10-31')
  expect(early.years.map(({ endedOn }) => endedOn)).toEqual(['2023-09-30'])
  expect(early.years[0]?.revenue).toBe(383e9)
  expect(early.trailing).toBeNull()
  const later = await on('2024-11-01')
  expect(later.years[1]?.revenue).toBe(380e9)
  await expect(on('2023-11-02')).rejects.toMatchObject({ code: 'not_found' })
})

it('follows a line through its names', async () => {
  const year = (from: string, to: string, value: number, filed: string): Row => [
    from,
    to,
    value,
    '10-K',
    filed,
  ]
  const { source } = await start(
    facts({
      NetIncomeLoss: [
        'USD',
        year('2017-01-01', '2017-12-31', 1, '2018-02-01'),
        year('2018-01-01', '2018-12-31', 2, '2019-02-01'),
      ],
      SalesRevenueNet: ['USD', year('2017-01-01', '2017-12-31', 10, '2018-02-01')],
      Revenues: ['USD', year('2018-01-01', '2018-12-31', 20, '2019-02-01')],
    }),
  )
  const { years } = (await source.fetch(ask('ACME', '2019-06-01T00:00:00Z'))).value
  expect(years.map(({ revenue }) => revenue)).toEqual([20, 10])
})

it('takes no twelve months out of a quarterly report for a fiscal year', async () => {
  const { source } = await start(
    facts({
      NetIncomeLoss: [
        'USD',
        ['2023-01-01', '2023-12-31', 5, '10-K', '2024-02-01'],
        ['2023-04-01', '2024-03-31', 6, '10-Q', '2024-05-01'],
      ],
    }),
  )
  const { years } = (await source.fetch(ask('ACME', '2024-06-01T00:00:00Z'))).value
  expect(years.map(({ endedOn }) => endedOn)).toEqual(['2023-12-31'])
})

describe('figures per share', () => {
  const before: Row = ['2023-01-30', '2024-01-28', 2_494e6, '10-K', '2024-02-21']
  const gaap = (more: readonly Row[] = []): Concepts => ({
    NetIncomeLoss: ['USD', ['2023-01-30', '2024-01-28', 29_760e6, '10-K', '2024-02-21']],
    EarningsPerShareDiluted: [
      'USD/shares',
      ['2023-01-30', '2024-01-28', 11.93, '10-K', '2024-02-21'],
    ],
    WeightedAverageNumberOfDilutedSharesOutstanding: ['shares', before, ...more],
  })
  const cover = (shares: number): Concepts => ({
    EntityCommonStockSharesOutstanding: [
      'shares',
      [null, '2024-08-23', shares, '10-Q', '2024-08-28'],
    ],
  })
  const asked = ask('ACME', '2024-09-01T00:00:00Z')

  it('from before a split are left out, and it is said', async () => {
    const { source } = await start(facts(gaap(), { dei: cover(24_530e6) }))
    const { value, notes } = await source.fetch(asked)
    expect(value.years[0]).toMatchObject({
      netIncome: 29_760e6,
      earningsPerShare: null,
      shares: null,
    })
    expect(notes).toEqual(['sec: figures per share from before a jump in their number left out'])
  })

  it('stay when only some shares were bought back', async () => {
    const { source } = await start(facts(gaap(), { dei: cover(2_460e6) }))
    const { value, notes } = await source.fetch(asked)
    expect(value.years[0]).toMatchObject({ earningsPerShare: 11.93, shares: 2_494e6 })
    expect(notes).toEqual([])
  })

  it('of before a split and after it are not added up', async () => {
    const quarters: Concepts = {
      ...gaap([['2024-04-29', '2024-07-28', 24_848e6, '10-Q', '2024-08-28']]),
      NetIncomeLoss: [
        'USD',
        ['2023-01-30', '2024-01-28', 29_760e6, '10-K', '2024-02-21'],
        ['2023-01-30', '2023-07-30', 8_232e6, '10-Q', '2024-08-28'],
        ['2024-01-29', '2024-07-28', 31_480e6, '10-Q', '2024-08-28'],
      ],
    }
    const { source } = await start(facts(quarters))
    const { trailing } = (await source.fetch(asked)).value
    expect(trailing).toMatchObject({
      netIncome: 53_008e6,
      earningsPerShare: null,
      shares: 24_848e6,
    })
  })
})

it('reads a foreign company in its own currency, and nothing of one share of it', async () => {
  const year: readonly [string, string] = ['2023-01-01', '2023-12-31']
  const filed: readonly [string, string] = ['20-F', '2024-03-20']
  const { source } = await start(
    facts(
      {},
      {
        ifrs: {
          Assets: [
            'EUR',
            [null, '2022-12-31', 80, '20-F', '2023-03-20'],
            [null, '2023-12-31', 90, ...filed],
          ],
          Revenue: ['EUR', [...year, 50, ...filed]],
          ProfitLossAttributableToOwnersOfParent: ['EUR', [...year, 5, ...filed]],
          DilutedEarningsLossPerShare: ['EUR/shares', [...year, 0.5, ...filed]],
          // A column of dollars for the reader's convenience.
          ProfitLoss: ['USD', [...year, 5.5, ...filed]],
        },
      },
    ),
  )
  const { value, notes } = await source.fetch(ask('ACME', '2024-06-01T00:00:00Z'))
  expect(value).toMatchObject({ currency: 'EUR', trailing: null })
  expect(value.years[0]).toMatchObject({ revenue: 50, netIncome: 5, earningsPerShare: null })
  expect(notes).toEqual(['sec: figures per share left out, for receipts are traded'])
})

it('finds a company that the list at hand does not have in the SEC’s own', async () => {
  const fields = ['cik', 'name', 'ticker', 'exchange']
  const list = { fields, data: [[42, 'Acme Inc.', 'ACM-B', null]] }
  const { source, site } = await start(facts(acmeConcepts), {
    '/files/company_tickers_exchange.json': { body: JSON.stringify(list) },
  })
  expect((await source.fetch(ask('ACM.B'))).value.years).toHaveLength(2)
  await expect(source.fetch(ask('ZZZZ'))).rejects.toMatchObject({
    code: 'not_found',
    message: 'sec does not know ZZZZ',
  })
  expect(site.visits.filter(({ path }) => path.startsWith('/files/'))).toHaveLength(1)
})

it.each(['RELIANCE.NS', 'SHEL.L', '^GSPC', 'EURUSD=X', '7203.T', 'BTC-USD', '../..'])(
  'does not ask about %s',
  async (symbol) => {
    const { source, site } = await start(facts(acmeConcepts))
    await expect(source.fetch(ask(symbol))).rejects.toMatchObject({ code: 'not_found' })
    expect(site.visits).toEqual([])
  },
)

it('says that a fund has no accounts', async () => {
  const { source } = await start({ status: 404, type: 'application/xml', body: '<Error/>' })
  await expect(source.fetch(ask())).rejects.toMatchObject({
    code: 'not_found',
    said: 'ACME has no accounts at the SEC.',
  })
})

it.each([
  [{ status: 403, type: 'text/html', body: '<html>Undeclared' }, 'rate_limited', 'HTTP 403'],
  [{ status: 429 }, 'rate_limited', 'HTTP 429'],
  [{ status: 503 }, 'unavailable', 'HTTP 503'],
  [{ status: 302, headers: { location: 'https://evil.test/' } }, 'unavailable', 'HTTP 302'],
  [
    { type: 'text/html', body: '<html>' },
    'unavailable',
    'answered with a web page instead of data',
  ],
  [{ body: '{"facts":' }, 'unavailable', 'answered in a shape we do not know'],
  [{ body: '{"facts":[]}' }, 'unavailable', 'answered in a shape we do not know'],
  [
    { body: '{"facts":{"us-gaap":{"Assets":{"units":{"USD":[{"val":"many"}]}}}}}' },
    'unavailable',
    'answered in a shape we do not know',
  ],
])('says in our words what %j means', async (page, code, message) => {
  const { source } = await start(page)
  await expect(source.fetch(ask())).rejects.toMatchObject({ code, message })
})

it('leaves the SEC alone for a while when it says that we ask too often', async () => {
  const { source, site } = await start({ status: 429 })
  await expect(source.fetch(ask())).rejects.toMatchObject({ code: 'rate_limited' })
  const asked = site.visits.length
  await expect(source.fetch(ask())).rejects.toMatchObject({ code: 'rate_limited' })
  expect(site.visits).toHaveLength(asked)
})

it('gives up on an answer that does not come', async () => {
  const { source } = await start('hang')
  await expect(source.fetch(ask())).rejects.toMatchObject({ code: 'timeout' })
})

it('has the accounts without an industry, and says so', async () => {
  const { source, site } = await start(facts(acmeConcepts))
  site.put(submissionsPath, { status: 500 })
  const { value, notes } = await source.fetch(ask())
  expect(value.sector).toBeNull()
  expect(notes).toEqual(['sec: no industry (HTTP 500)'])
})
