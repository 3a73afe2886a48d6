import { performance } from 'node:perf_hooks'

import { columnsOf } from '../../agents/stocks/indicators/columns.ts'
import type { IndicatorName } from '../../agents/stocks/indicators/set.ts'
import type { Bar } from '../../agents/stocks/types.ts'
import { asTechnicalIndicators, asTradingSignals, type SomeColumns } from './kernel.ts'
import { listsOf, technicalIndicators } from './technicalindicators.ts'
import { tradingSignals } from './trading-signals.ts'

/** The last value of each indicator; all values before it have been computed as well. */
export type Latest = Readonly<Partial<Record<IndicatorName, number | undefined>>>

export interface Contest {
  readonly peer: string
  /** How many indicators both compute. */
  readonly count: number
  readonly oursMs: readonly number[]
  readonly theirsMs: readonly number[]
}

const rounds = 100
const warmUps = 20

/** Each package beside our kernel, on what the package offers. */
export function contests(bars: readonly Bar[]): Contest[] {
  const columns = columnsOf(bars)
  const lists = listsOf(bars)
  return [
    contest(
      'trading-signals',
      () => latestOf(asTradingSignals(columns)),
      () => latestOf(tradingSignals(bars)),
    ),
    contest(
      'technicalindicators',
      () => latestOf(asTechnicalIndicators(columns)),
      () => technicalIndicators(lists),
    ),
  ]
}

/** They take turns, each first in every other round. */
function contest(peer: string, ours: () => Latest, theirs: () => Latest): Contest {
  const count = countAgreed(peer, ours(), theirs())
  const [oursMs, theirsMs]: [number[], number[]] = [[], []]
  for (let round = -warmUps; round < rounds; round += 1) {
    const isOurTurn = round % 2 === 0
    const first = clocked(isOurTurn ? ours : theirs)
    const second = clocked(isOurTurn ? theirs : ours)
    if (round < 0) continue
    oursMs.push(isOurTurn ? first : second)
    theirsMs.push(isOurTurn ? second : first)
  }
  return { peer, count, oursMs, theirsMs }
}

/** A comparison of different things would say nothing: both must have the same indicators and come to the same. */
function countAgreed(peer: string, ours: Latest, theirs: Latest): number {
  const [our, their] = [Object.entries(ours), new Map(Object.entries(theirs))]
  for (const [name, value = NaN] of our) {
    const other = their.get(name) ?? NaN
    // Some of technicalindicators are rounded to two decimals.
    const isSame = Math.abs(value - other) <= 0.0051 + 1e-9 * Math.abs(value)
    if (!isSame) throw new Error(`${name} is ${value} for us and ${other} for ${peer}`)
  }
  if (our.length !== their.size) throw new Error(`${peer} computes what our kernel does not`)
  return our.length
}

function latestOf(columns: SomeColumns): Latest {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.at(-1)]))
}

function clocked(work: () => unknown): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}
