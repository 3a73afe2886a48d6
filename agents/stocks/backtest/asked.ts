import { z } from 'zod'

import { AppError } from '../../../core/errors.ts'
import { type Day, isDay } from '../data/day.ts'
import { isSymbol } from '../data/symbol.ts'

/** What is to be tested, and at which costs. */
export interface BacktestAsked {
  readonly symbols: readonly string[]
  readonly from: Day
  readonly to: Day
  /** A rating every so many trading days. */
  readonly everyDays: number
  /** Of the amount of each purchase and sale, in hundredths of a percent. */
  readonly costBasisPoints: number
}

/** As words of the command line: `--symbols AAPL,TSLA --from 2015-01-01 --to 2018-01-01`. */
export interface BacktestWords {
  readonly symbols?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly every?: string | undefined
  readonly cost?: string | undefined
}

const day = z.string('is missing').refine(isDay, 'must be a day like 2017-12-29')
const everyRange = 'must be a whole number, 1 to 250'
const costRange = 'must be a number, 0 to 1000'

const shape = z
  .strictObject({
    symbols: z
      .string('is missing')
      .transform((text) => [...new Set(text.split(',').map((each) => each.trim().toUpperCase()))])
      .refine((all) => all.every(isSymbol), 'must be a list like AAPL,TSLA')
      .refine((all) => all.length <= 20, 'takes at most 20 symbols'),
    from: day,
    to: day,
    every: z.coerce
      .number(everyRange)
      .int(everyRange)
      .min(1, everyRange)
      .max(250, everyRange)
      .default(5),
    cost: z.coerce.number(costRange).min(0, costRange).max(1_000, costRange).default(10),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after --from' })

/** Throws AppError `invalid`, whose sentences name the options, and end with words that are right. */
export function readAsked(words: BacktestWords): BacktestAsked {
  const parsed = shape.safeParse(words)
  if (!parsed.success) throw refusal(parsed.error, words)
  const { symbols, from, to, every: everyDays, cost: costBasisPoints } = parsed.data
  return { symbols, from, to, everyDays, costBasisPoints }
}

function refusal({ issues }: z.ZodError, words: BacktestWords): AppError {
  const problems = issues.map(({ path: [option = 'symbols'], message }) => {
    const [, given] = Object.entries(words).find(([name]) => name === option) ?? []
    const isShown = given !== undefined && message.startsWith('must')
    return `--${String(option)} ${message}${isShown ? `, not "${given}"` : ''}.`
  })
  const said = [...new Set(problems), `For instance: ${example}`].join('\n')
  return new AppError('invalid', problems.join(' '), { said })
}

const example =
  'npm run backtest -- --symbols AAPL,TSLA --from 2015-01-01 --to 2018-01-01 --every 5 --cost 10'
