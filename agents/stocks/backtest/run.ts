import type { Cache } from '../../../core/cache.ts'
import { AppError } from '../../../core/errors.ts'
import { openMarketData } from '../data/market-data.ts'
import type { Settings } from '../data/settings.ts'
import { type BacktestAsked, type BacktestWords, readAsked } from './asked.ts'
import { backtest } from './backtest.ts'
import { assumptions, type Marks, reportOn } from './report.ts'

export interface BacktestRun {
  readonly settings: Settings
  readonly cache: Cache
  readonly marks: Marks
  readonly print: (text: string) => void
  /** What is not a result: how far it is, what went wrong. */
  readonly tell: (text: string) => void
  readonly signal: AbortSignal
}

/** `npm run backtest`: the exit code, 1 where a symbol could not be tested, 2 where the words are wrong. */
export async function runBacktest(words: BacktestWords, run: BacktestRun): Promise<number> {
  const asked = understood(words, run)
  return asked === null ? 2 : testAll(asked, run)
}

function understood(words: BacktestWords, { tell }: BacktestRun): BacktestAsked | null {
  try {
    return readAsked(words)
  } catch (error) {
    const { code, said } = AppError.from(error)
    if (code !== 'invalid') throw error
    tell(said)
    return null
  }
}

async function testAll(asked: BacktestAsked, run: BacktestRun): Promise<number> {
  const data = openMarketData(run.settings, run.cache)
  let failures = 0
  for (const symbol of asked.symbols) {
    run.tell(`Looking at ${symbol}…`)
    try {
      // oxlint-disable-next-line no-await-in-loop -- one report after the other, each shown when it is done.
      const test = await backtest(data, symbol, { asked, signal: run.signal })
      run.print(`${reportOn(test, run.marks)}\n`)
    } catch (error) {
      run.signal.throwIfAborted()
      const failure = AppError.from(error)
      if (failure.code === 'bug') throw error
      failures += 1
      run.tell(failure.said)
    }
  }
  if (failures < asked.symbols.length) run.print(run.marks.faint(assumptions(asked)))
  return failures === 0 ? 0 : 1
}
