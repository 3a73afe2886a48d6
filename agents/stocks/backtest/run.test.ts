import { describe, expect, it } from 'vitest'

import { memoryCache } from '../../../core/memory-cache.ts'
import type { BacktestWords } from './asked.ts'
import { runBacktest } from './run.ts'

async function run(words: BacktestWords) {
  const [printed, told]: [string[], string[]] = [[], []]
  const code = await runBacktest(words, {
    settings: { MARKET_DATA: 'demo' },
    cache: memoryCache({ metrics: { cacheAsked: () => {} } }),
    marks: { strong: (text) => text, faint: (text) => text },
    print: (text) => printed.push(text),
    tell: (text) => told.push(text),
    signal: new AbortController().signal,
  })
  return { code, printed: printed.join('\n'), told: told.join('\n') }
}

const period = { from: '2025-01-01', to: '2025-12-31' }

describe('npm run backtest', () => {
  it('shows a table a symbol, what it rests on, and that it predicts nothing', async () => {
    const { code, printed } = await run({ symbols: 'aapl, MSFT', ...period, every: '20' })
    expect(code).toBe(0)
    expect(printed).toMatch(/^AAPL, 2025-01-01 to 2025-12-30, \d+ trading days, demo\n/)
    expect(printed).toContain('\nMSFT, 2025-01-01')
    expect(printed).toMatch(/\n +recommendation {3}buy and hold +\^GSPC\nreturn +[+−][\d.]+%/)
    expect(printed).toMatch(/\nlargest drawdown +−\d/)
    expect(printed).toContain('Demo data: synthetic')
    expect(printed).toContain('Rated by the chart and the accounts filed by each day')
    expect(printed).toContain('A rating every 20 trading days')
    expect(printed).toContain('Past results do not predict future ones.')
  })

  it('goes on with the others where one symbol cannot be tested', async () => {
    const { code, printed, told } = await run({ symbols: 'ZZZZ,KO', ...period, every: '50' })
    expect(code).toBe(1)
    expect(told).toContain('I do not know a symbol ZZZZ.')
    expect(printed).toContain('KO, 2025')
  })

  it.each([
    [{ ...period }, '--symbols is missing'],
    [{ symbols: 'AAPL', from: '2025-1-1', to: '2025-12-31' }, '--from must be a day'],
    [{ symbols: 'AAPL', from: '2025-12-31', to: '2025-01-01' }, '--to must be after --from'],
    [{ symbols: '../etc', ...period }, '--symbols must be a list'],
    [{ symbols: 'AAPL', ...period, cost: 'free' }, '--cost must be a number'],
    [{ symbols: 'AAPL', ...period, every: '0' }, '--every must be a whole number, 1 to 250'],
  ])(
    'takes %o for a wrong use, names what is wrong and says what is right',
    async (words, said) => {
      const { code, told, printed } = await run(words)
      expect(code).toBe(2)
      expect(told).toContain(said)
      expect(told).toContain('npm run backtest -- --symbols AAPL,TSLA --from 2015-01-01')
      expect(printed).toBe('')
    },
  )

  it('names all that is wrong at once', async () => {
    const { told } = await run({ symbols: 'AAPL', from: 'soon', cost: '-1' })
    expect(told).toContain('--from must be a day like 2017-12-29, not "soon".\n')
    expect(told).toContain('--to is missing.\n')
    expect(told).toContain('--cost must be a number, 0 to 1000, not "-1".\n')
  })
})
