import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it, vi } from 'vitest'

import { columnsOf } from '../../agents/stocks/indicators/columns.ts'
import { rsi } from '../../agents/stocks/indicators/rsi.ts'
import { databaseKinds } from '../../storage/test-database.ts'
import { referenceDir } from '../environment.ts'
import { answerOf, unfounded, valueOf } from './answer.ts'
import { run } from './command.ts'
import { freshHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000 })

const dir = referenceDir()

describe.skipIf(!dir)('Real prices from a folder (needs REFERENCE_DATA_DIR)', () => {
  const folder = join(dir ?? '', 'prices')
  const home = freshHome(databaseKinds().at(-1))
  const ask = async (question: string) => {
    const settings = { ...home(), MARKET_DATA: 'csv', MARKET_DATA_DIR: folder }
    const answer = answerOf(await run('ask', [question, '--json'], settings))
    expect(unfounded(answer)).toEqual([])
    return answer
  }

  it.each(['AAPL', 'TSLA', 'GOOGL', 'COKE', 'YHOO', '^GSPC'])(
    'give %s the figures of the last bar in its file',
    async (symbol) => {
      const bars = barsOf(join(folder, `${symbol}.csv`))
      const last = bars.at(-1)
      const before = bars.at(-2)
      if (!last || !before) throw new Error(`${symbol}.csv has no two bars`)
      const year = bars.filter(({ date }) => date > aYearBefore(last.date))

      const answer = await ask(`How does ${symbol} look?`)
      const price = answer.evidence.find(({ tool }) => tool === 'stocks.prices')
      expect(price).toMatchObject({
        source: `csv:${symbol}.csv`,
        asOf: last.date,
        freshness: 'stale',
        values: {
          close: last.close,
          previousClose: before.close,
          changePercent: expect.closeTo((last.close / before.close - 1) * 100, 9),
          high52w: Math.max(...year.map(({ high }) => high)),
          low52w: Math.min(...year.map(({ low }) => low)),
          barCount: bars.length,
        },
      })
      expect(answer.text).toContain(
        last.close.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
      )
      expect(answer.text).toMatch(/^\*\*This data is years old: /)
    },
  )

  it('give TSLA the RSI that the kernel computes from its file', async () => {
    const bars = barsOf(join(folder, 'TSLA.csv'))
    const known = rsi(columnsOf(bars).close).at(-1) ?? Number.NaN
    const answer = await ask('RSI of TSLA')
    expect(valueOf(answer, 'stocks.indicators', 'rsi14')).toBe(known)
    expect(answer.text).toContain(`**${known.toFixed(1)}**`)
    expect(answer.route).toMatchObject({ intent: 'aspect', symbols: ['TSLA'] })
  })

  it('compare AAPL and TSLA line by line, each with its own figures', async () => {
    const answer = await ask('compare AAPL and TSLA')
    expect(answer.route).toMatchObject({ intent: 'comparison', symbols: ['AAPL', 'TSLA'] })
    expect(answer.verdicts.map(({ symbol }) => symbol)).toEqual(['AAPL', 'TSLA'])
    expect(answer.text).toMatch(/^\| AAPL \|.* \$169\.23 \|/m)
    expect(answer.text).toMatch(/^\| TSLA \|.* \$311\.35 \|/m)
  })
})

function barsOf(file: string) {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [date = '', ...cells] = line.split(',')
    const [open = NaN, high = NaN, low = NaN, close = NaN, , volume = NaN] = cells.map(Number)
    return { date, open, high, low, close, volume }
  })
}

function aYearBefore(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
}
