import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Page, startSite } from '../../../test/fakes/site.ts'
import { openEdgarClient } from '../data/edgar/client.ts'
import { symbolDirectory } from '../understand/directory.ts'
import { openListings, rowsOf, tableOf } from './book.ts'
import { keysOf, shownName } from './names.ts'
import { refreshSymbols } from './refresh.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'symbols-'))
})
afterAll(() => rm(folder, { recursive: true }))

const path = '/files/company_tickers_exchange.json'
const fields = ['cik', 'name', 'ticker', 'exchange']

/** As many rows as a whole list has at least, one of them a company of our own. */
function list(name: string, rows = 3_000): Page {
  const others = Array.from({ length: rows - 1 }, (_, at) => [
    at + 100,
    `Company ${at} Inc.`,
    `Z${at}`,
    'OTC',
  ])
  return { body: JSON.stringify({ fields, data: [[7, name, 'QQZX', 'Nasdaq'], ...others] }) }
}

async function refresh(page: Page) {
  const site = await startSite({ [path]: page })
  const call = openEdgarClient({
    userAgent: 'Tests ada@example.org',
    baseUrl: site.url,
    allowsLoopback: true,
    pace: async () => {},
  })
  try {
    await refreshSymbols({ call, folder }).run({}, AbortSignal.any([]))
  } finally {
    await site.close()
  }
}

describe('the shipped list', () => {
  const book = openListings(null)

  it('has each symbol once, with a company', () => {
    const symbols = book.all().map(({ symbol }) => symbol)
    expect(symbols.length).toBeGreaterThan(600)
    expect(new Set(symbols).size).toBe(symbols.length)
    expect(book.all().filter(({ cik, name }) => !(cik > 0) || name === '')).toEqual([])
  })

  it.each([
    ['AAPL', 320_193],
    ['brk.b', 1_067_983],
    ['BRK-B', 1_067_983],
    ['ZZZZ', null],
    ['__proto__', null],
  ])('knows the number of %s', (symbol, cik) => {
    expect(book.cikOf(symbol)).toBe(cik)
  })
})

it('writes and reads the same table', () => {
  const rows = [
    { symbol: 'A', cik: 1, exchange: 'NYSE', name: 'A & B' },
    { symbol: 'B', cik: 2, exchange: null, name: 'B\tC\nD' },
  ]
  expect(rowsOf(tableOf(rows, 'today'))).toEqual([rows[0], { ...rows[1], name: 'B C D' }])
})

it('takes the newer list once the job has fetched it, without a restart', async () => {
  let now = 0
  const book = openListings(folder, { now: () => now })
  const directory = symbolDirectory({ extra: () => Promise.resolve([]), book })
  expect(directory.get('QQZX')).toBeUndefined()
  await refresh(list('Quizzical Corp'))
  now += 61_000
  expect(directory.get('qqzx')).toMatchObject({ symbol: 'QQZX', name: 'Quizzical' })
  expect(directory.find('quizzical')?.listings[0]?.symbol).toBe('QQZX')
  expect(book.cikOf('QQZX')).toBe(7)
  await refresh(list('Puzzling Corp'))
  now += 61_000
  expect(directory.find('quizzical')).toBeUndefined()
  expect(directory.find('puzzling')?.listings[0]?.symbol).toBe('QQZX')
})

it.each([
  ['too short a list', list('Half Corp', 100), 'only 100 rows'],
  ['a page', { type: 'text/html', body: '<html>' }, 'a web page instead of data'],
  [
    'other fields',
    { body: JSON.stringify({ fields: ['ticker'], data: [['A']] }) },
    'a shape we do not know',
  ],
  ['an error', { status: 403 }, 'HTTP 403'],
])('keeps the list that it has when the SEC answers with %s', async (_, page, message) => {
  await refresh(list('Lasting Corp'))
  const before = await readFile(join(folder, 'us-listings.tsv'), 'utf8')
  await expect(refresh(page)).rejects.toThrow(message)
  expect(await readFile(join(folder, 'us-listings.tsv'), 'utf8')).toBe(before)
  expect(await readdir(folder)).toEqual(['us-listings.tsv'])
})

it.each([
  ['ADVANCED MICRO DEVICES INC', 'Advanced Micro Devices', ['advanced micro devices']],
  ['BANK OF AMERICA CORP /DE/', 'Bank Of America', ['bank of america']],
  ['US BANCORP \\DE\\', 'Us Bancorp', ['us bancorp']],
  ['Lumentum Holdings Inc.', 'Lumentum Holdings', ['lumentum holdings', 'lumentum']],
  ['HOME DEPOT, INC.', 'Home Depot', ['home depot']],
  ['Vale S.A.', 'Vale', ['vale']],
  ['WELLS FARGO & COMPANY/MN', 'Wells Fargo', ['wells fargo']],
  ['lululemon athletica inc.', 'lululemon athletica', ['lululemon athletica']],
  ['BECTON DICKINSON & CO', 'Becton Dickinson', ['becton dickinson']],
  ['ARM HOLDINGS PLC /UK', 'Arm Holdings', ['arm holdings', 'arm']],
  ['Rivian Automotive, Inc. / DE', 'Rivian Automotive', ['rivian automotive']],
  [
    'CITIZENS FINANCIAL GROUP INC/RI',
    'Citizens Financial Group',
    ['citizens financial group', 'citizens financial'],
  ],
  ['Anheuser-Busch InBev SA/NV', 'Anheuser-Busch InBev', ['anheuser busch inbev']],
  ['Inc.', 'Inc.', ['inc']],
])('calls %s by the name that people say', (name, shown, keys) => {
  expect(shownName({ symbol: 'X', cik: 1, exchange: null, name })).toBe(shown)
  expect(keysOf(name)).toEqual(keys)
})
