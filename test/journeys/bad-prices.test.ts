import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { beforeAll, describe, expect, it, vi } from 'vitest'

import { samplePrices } from '../../agents/stocks/technical/sample-prices.ts'
import { databaseKinds } from '../../storage/test-database.ts'
import { answerOf, unfounded, valueOf } from './answer.ts'
import { run } from './command.ts'
import { freshFolder, freshHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000 })

const header = 'date,open,high,low,close,volume'
const bars = samplePrices(400).bars
const rows = bars.map(({ date, open, high, low, close, volume }) =>
  [date, open, high, low, close, volume].join(','),
)

describe('Price files with something wrong in them', () => {
  const folder = freshFolder()
  const home = freshHome(databaseKinds().at(-1))
  const settings = () => ({
    ...home(),
    MARKET_DATA: 'csv',
    MARKET_DATA_DIR: join(folder(), 'prices'),
  })
  const ask = async (symbol: string) =>
    answerOf(await run('ask', [`How does ${symbol} look?`, '--json'], settings()))

  beforeAll(async () => {
    await mkdir(join(folder(), 'prices'))
    const files = {
      'AAPL.csv': [header, ...rows.with(99, rows[99]?.replace(/,[^,]+$/, ',many') ?? '')],
      'MSFT.csv': [header.replace(',close', ''), ...rows],
      'NVDA.csv': [header, ...flawed()],
      'TSLA.csv': [header, ...rows],
    }
    await Promise.all(
      Object.entries(files).map(([name, lines]) =>
        writeFile(join(folder(), 'prices', name), `${lines.join('\n')}\n`),
      ),
    )
  })

  it.each([
    ['AAPL', 'AAPL.csv, line 101, column volume: I found "many" where a number should be.'],
    ['MSFT', 'MSFT.csv, line 1, column close: there is no column of that name.'],
  ])('%s is no table: the reply names file, line and column', async (symbol, reason) => {
    const { text, rating, evidence } = await ask(symbol)
    expect(text).toContain(`- Chart unavailable: ${reason} Please correct the file`)
    expect([rating, evidence]).toEqual([null, []])
  })

  it('NVDA has rows that cannot be true: they are left out, and the reply names them', async () => {
    const answer = await ask('NVDA')
    expect(answer.text).toContain(
      'NVDA.csv: 4 rows left out: close not above zero (line 11); no high (line 21); high below low (line 31); date repeated (line 42)',
    )
    expect(answer.text).toContain('NVDA.csv: no bars for 21 days before ')
    expect(valueOf(answer, 'stocks.prices', 'barCount')).toBe(400 - 3 - 20)
    expect(valueOf(answer, 'stocks.prices', 'close')).toBe(bars.at(-1)?.close)
    expect(unfounded({ ...answer, text: answer.text.replace(/^Notes: .*$/m, '') })).toEqual([])
  })

  it('doctor names them all, and says that the others are in order', async () => {
    const { code, stdout } = await run('doctor', [], settings())
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^! market data: csv +4 price files; AAPL\.csv, line 101, column volume: .*MSFT\.csv, line 1, .*NVDA\.csv: 4 rows left out/m,
    )
    expect(stdout).not.toContain('TSLA')
  })
})

/** Lines count from the header, which is line 1: row 9 is line 11. */
function flawed(): string[] {
  const spoilt = rows
    .with(9, cell(9, 4, '0'))
    .with(19, cell(19, 2, ''))
    .with(29, cell(29, 2, '1'))
  return [...spoilt.slice(0, 40), spoilt[39] ?? '', ...spoilt.slice(40, 200), ...spoilt.slice(220)]
}

function cell(row: number, column: number, text: string): string {
  return (rows[row] ?? '').split(',').with(column, text).join(',')
}
