import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { referenceDir } from '../../../test/environment.ts'
import { csvPrices } from './csv.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prices-'))
})
afterEach(() => rm(folder, { recursive: true }))

const header = 'date,open,high,low,close,adjclose,volume'
const good = ['2024-01-02,10,12,9,11,10.5,1000', '2024-01-03,11,13,10,12.345678,11.5,2000']

async function write(file: string, ...lines: readonly string[]): Promise<void> {
  await writeFile(join(folder, file), lines.join('\n'))
}

function fetch(symbol: string, askedAt = '2024-01-04T12:00:00Z') {
  const signal = new AbortController().signal
  return csvPrices(folder).fetch({ symbol, askedAt: new Date(askedAt), signal })
}

it('gives the file’s own numbers', async () => {
  await write('AAPL.csv', header, ...good)
  const { fetchedAt, ...fetched } = await fetch('AAPL')
  expect(Date.parse(fetchedAt)).not.toBeNaN()
  expect(fetched).toEqual({
    value: {
      symbol: 'AAPL',
      name: null,
      currency: 'USD',
      bars: [
        { date: '2024-01-02', open: 10, high: 12, low: 9, close: 11, volume: 1000 },
        { date: '2024-01-03', open: 11, high: 13, low: 10, close: 12.345678, volume: 2000 },
      ],
    },
    source: 'csv:AAPL.csv',
    asOf: '2024-01-03',
    freshness: 'closed',
    notes: [],
  })
})

it.each([
  [
    'a byte order mark, capitals and spaces',
    ['\uFEFFDate, Open, High, Low, Close, Adj Close, Volume', ...good],
  ],
  [
    'Windows line ends and an empty last line',
    [`${header}\r`, ...good.map((line) => `${line}\r`), ''],
  ],
  ['quotes', ['"date","open","high","low","close","adjclose","volume"', ...good]],
  ['the newest day first', [header, ...good.toReversed()]],
  [
    'another order of columns, without adjclose',
    [
      'volume,close,low,high,open,date',
      '1000,11,9,12,10,2024-01-02',
      '2000,12.345678,10,13,11,2024-01-03',
    ],
  ],
])('reads a file with %s', async (_, lines) => {
  await write('AAPL.csv', ...lines)
  const { value, notes } = await fetch('AAPL')
  expect(value.bars.map(({ date, close }) => [date, close])).toEqual([
    ['2024-01-02', 11],
    ['2024-01-03', 12.345678],
  ])
  expect(notes).toEqual([])
})

it.each([
  [
    '2024-01-03,abc,13,10,12,11.5,2000',
    'line 3, column open: I found "abc" where a number should be',
  ],
  ['2024-01-03,11,13,10,"1,200",11.5,2000', 'line 3, column close: I found "1,200" where a number'],
  [
    '03/01/2024,11,13,10,12,11.5,2000',
    'line 3, column date: I found "03/01/2024" where a date like',
  ],
  [
    '2024-02-30,11,13,10,12,11.5,2000',
    'line 3, column date: I found "2024-02-30" where a date like',
  ],
  ['2024-01-03,11,13', 'line 3, column low: I found the end of the line where a number should be'],
  ['2024-01-03,11,13,10,12,11,2000,5', 'line 3, column 8: I found more than the header names'],
])('names file, line and column of what is malformed: %s', async (line, said) => {
  await write('AAPL.csv', header, good[0] ?? '', line)
  const error = { code: 'invalid', said: expect.stringContaining(`AAPL.csv, ${said}`) }
  await expect(fetch('AAPL')).rejects.toMatchObject(error)
})

it('names the line of a quote that does not end', async () => {
  await write('AAPL.csv', header, '2024-01-03,"11,13,10,12,11,2000')
  const said = expect.stringMatching(/^AAPL\.csv, line \d, column \w+: this is not CSV/)
  await expect(fetch('AAPL')).rejects.toMatchObject({ code: 'invalid', said })
})

it.each([
  ['an empty file', ''],
  ['a header without close', 'date,open,high,low,volume'],
])('refuses %s', async (_, line) => {
  await write('AAPL.csv', line)
  await expect(fetch('AAPL')).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(/^AAPL.csv, line 1/),
  })
})

it.each([
  ['2024-01-03,0,13,10,12,11,2000', 'open not above zero (line 3)'],
  ['2024-01-03,11,13,10,-12,11,2000', 'close not above zero (line 3)'],
  ['2024-01-03,11,13,10,NaN,11,2000', 'no close (line 3)'],
  ['2024-01-03,null,null,null,null,null,null', 'no open (line 3)'],
  ['2024-01-03,11,13,10,12,11,', 'no volume (line 3)'],
  ['2024-01-03,11,13,10,12,11,-1', 'volume below zero (line 3)'],
  ['2024-01-03,11,9,10,12,11,2000', 'high below low (line 3)'],
  ['2024-01-02,11,13,10,12,11,2000', 'date repeated (line 3)'],
  ['2024-02-03,11,13,10,12,11,2000', 'dated after 2024-01-04 (line 3)'],
])('leaves out and names a row that cannot be true: %s', async (line, problem) => {
  await write('AAPL.csv', header, good[0] ?? '', line, good[1] ?? '')
  const { value, notes } = await fetch('AAPL')
  expect(value.bars.map(({ close }) => close)).toEqual([11, 12.345678])
  expect(notes).toEqual([`AAPL.csv: 1 row left out: ${problem}`])
})

describe('splits', () => {
  const days = ['2024-01-02', '2024-01-03', '2024-01-04']

  it.each([
    ['four for one', [400, 412, 104], [100, 103, 104]],
    ['one for ten', [2, 2.1, 20], [20, 21, 20]],
  ])(
    '%s that only adjclose is adjusted for is taken out of prices and volume',
    async (_, raw, adjusted) => {
      const rows = days.map((day, index) => {
        const close = raw[index] ?? 0
        return `${day},${close},${close},${close},${close},${(adjusted[index] ?? 0) * 0.97},1000`
      })
      await write('AAPL.csv', header, ...rows)
      const { value, notes } = await fetch('AAPL')
      const [first] = value.bars
      expect(value.bars.map(({ close }) => close)).toEqual(
        adjusted.map((close) => expect.closeTo(close, 9)),
      )
      expect(first?.volume).toBeCloseTo((1000 * (raw[0] ?? 0)) / (adjusted[0] ?? 1), 9)
      expect(notes).toEqual([
        'AAPL.csv: days before 2024-01-04 adjusted for a split, as adjclose is',
      ])
    },
  )

  it('are told from dividends, and from what is adjusted already', async () => {
    await write('AAPL.csv', header, '2024-01-02,10,10,10,10,7,1', '2024-01-03,8,8,8,8,7.5,1')
    const { value, notes } = await fetch('AAPL')
    expect(value.bars.map(({ close }) => close)).toEqual([10, 8])
    expect(notes).toEqual([])
  })

  it('that nothing in the file tells of are asked about', async () => {
    const rows = days.map((day, index) => `${day},1,500,1,${[400, 412, 104][index]},1000`)
    await write('AAPL.csv', 'date,open,high,low,close,volume', ...rows)
    const { value, notes } = await fetch('AAPL')
    expect(value.bars.map(({ close }) => close)).toEqual([400, 412, 104])
    expect(notes).toEqual([
      'AAPL.csv: the close leaps by 2024-01-04 (line 4); where that was a split, adjust the file',
    ])
  })
})

it('loses one row to one wrong date, not the rows behind it', async () => {
  const days = Array.from(
    { length: 20 },
    (_, index) => `2023-12-${String(index + 1).padStart(2, '0')}`,
  )
  const lines = days.map((day, index) => `${index === 4 ? '2023-12-31' : day},1,1,1,1,1,1`)
  await write('AAPL.csv', header, ...lines)
  const { value, notes } = await fetch('AAPL')
  expect(value.bars).toHaveLength(19)
  expect(notes[0]).toBe('AAPL.csv: 1 row left out: out of order (line 6)')
})

it('keeps its notes short however bad the file is', async () => {
  const bad = Array.from({ length: 500 }, () => '2024-01-01,0,0,0,0,0,0')
  await write('AAPL.csv', header, ...bad, ...good)
  const { notes } = await fetch('AAPL')
  expect(notes).toEqual([
    'AAPL.csv: 500 rows left out: open not above zero (lines 2, 3, 4 and 497 more)',
  ])
})

it('tells of long gaps and fills none', async () => {
  await write('AAPL.csv', header, '2023-12-01,10,12,9,11,10,1000', ...good)
  const { value, notes } = await fetch('AAPL')
  expect(value.bars).toHaveLength(3)
  expect(notes).toEqual(['AAPL.csv: no bars for 32 days before 2024-01-02 (line 3)'])
})

it('refuses a file without one good row', async () => {
  await write('AAPL.csv', header, '2024-01-02,0,0,0,0,0,0')
  const said = expect.stringContaining('open not above zero (line 2)')
  await expect(fetch('AAPL')).rejects.toMatchObject({ code: 'invalid', said })
})

it.each([
  ['2024-01-08T12:00:00Z', 'closed', []],
  ['2024-01-09T23:00:00Z', 'closed', []],
  ['2024-01-10T00:00:00Z', 'stale', ['last bar 2024-01-03, 7 days old']],
  ['2032-11-26T00:00:00Z', 'stale', ['last bar 2024-01-03, 3,250 days old']],
])('asked at %s its prices are %s', async (askedAt, freshness, notes) => {
  await write('AAPL.csv', header, ...good)
  expect(await fetch('AAPL', askedAt)).toMatchObject({ freshness, notes })
})

it.each([
  ['^GSPC', '^GSPC.csv', 'USD'],
  ['brk.b', 'BRK.B.CSV', 'USD'],
  ['BRK-B', 'BRK.B.csv', 'USD'],
  ['RELIANCE.NS', 'reliance.ns.csv', 'INR'],
  ['M&M.NS', 'M&M.NS.csv', 'INR'],
  ['SHEL.L', 'SHEL.L.csv', null],
])('finds %s in %s', async (symbol, file, currency) => {
  await write(file, header, ...good)
  const { value, source } = await fetch(symbol)
  expect({ currency: value.currency, source }).toEqual({ currency, source: `csv:${file}` })
})

it.each(['ZZZZ', '../AAPL', '..', '/etc/passwd', 'AAPL.csv', 'AAPL/../AAPL', '', 'AAPL\0'])(
  'does not know %j',
  async (symbol) => {
    await write('AAPL.csv', header, ...good)
    await expect(fetch(symbol)).rejects.toMatchObject({ code: 'not_found' })
  },
)

it('lists its symbols', async () => {
  await Promise.all(['^gspc.csv', 'AAPL.CSV', 'notes.txt'].map((file) => write(file, header)))
  expect(await csvPrices(folder).symbols?.()).toEqual(['AAPL', '^GSPC'])
})

it('reads a file again when it has changed', async () => {
  const source = csvPrices(folder)
  const request = { symbol: 'AAPL', askedAt: new Date('2024-01-04'), signal: AbortSignal.any([]) }
  await write('AAPL.csv', header, ...good)
  expect((await source.fetch(request)).asOf).toBe('2024-01-03')
  await write('AAPL.csv', header, good[0] ?? '')
  await utimes(join(folder, 'AAPL.csv'), new Date(), new Date(1_700_000_000_000))
  expect((await source.fetch(request)).asOf).toBe('2024-01-02')
})

it('names the variable when there is no such folder', async () => {
  const source = csvPrices(join(folder, 'none'))
  const request = { symbol: 'AAPL', askedAt: new Date(), signal: AbortSignal.any([]) }
  const said = expect.stringContaining('MARKET_DATA_DIR')
  await expect(source.fetch(request)).rejects.toMatchObject({ code: 'invalid', said })
})

const reference = referenceDir()

describe.skipIf(reference === undefined)('real prices (needs REFERENCE_DATA_DIR)', () => {
  it.each([
    ['AAPL', 753, '2017-12-29', 169.23, 25_643_711],
    ['COKE', 754, '2017-12-29', 215.26, 37_843],
    ['^GSPC', 5105, '2020-04-17', 2874.560059, 5_792_140_000],
  ])('%s has %i good days to %s', async (symbol, count, asOf, close, volume) => {
    const source = csvPrices(join(reference ?? '', 'prices'))
    const request = { symbol, askedAt: new Date('2020-04-18'), signal: AbortSignal.any([]) }
    const fetched = await source.fetch(request)
    expect(fetched.value.bars).toHaveLength(count)
    expect(fetched.asOf).toBe(asOf)
    expect(fetched.value.bars.at(-1)).toMatchObject({ close, volume })
  })
})
