import { performance } from 'node:perf_hooks'

import { columnsOf } from '../../agents/stocks/indicators/columns.ts'
import {
  type IndicatorName,
  type IndicatorSet,
  indicatorSet,
} from '../../agents/stocks/indicators/set.ts'
import type { Bar } from '../../agents/stocks/types.ts'
import { listsOf, technicalIndicators } from './technicalindicators.ts'
import { tradingSignals } from './trading-signals.ts'

/** The last value of each indicator; all values before it have been computed as well. */
export type Latest = Readonly<Partial<Record<IndicatorName, number | undefined>>>

export interface Contest {
  readonly peer: string
  /** How many indicators the package computes; our kernel always computes its whole set. */
  readonly count: number
  readonly oursMs: readonly number[]
  readonly theirsMs: readonly number[]
}

const rounds = 100
const warmUps = 20

/** Each package, on what it offers, beside our kernel with all of its set. */
export function contests(bars: readonly Bar[]): Contest[] {
  const columns = columnsOf(bars)
  const lists = listsOf(bars)
  const ours = () => latestOf(indicatorSet(columns))
  return [
    contest('trading-signals', ours, () => latestOf(tradingSignals(bars))),
    contest('technicalindicators', ours, () => technicalIndicators(lists)),
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

/** A comparison of different things would say nothing: what a package computes must come to the same. */
function countAgreed(peer: string, ours: Latest, theirs: Latest): number {
  const [our, their] = [new Map(Object.entries(ours)), Object.entries(theirs)]
  for (const [name, other = NaN] of their) {
    const value = our.get(name) ?? NaN
    // Some of technicalindicators are rounded to two decimals.
    const isSame = Math.abs(value - other) <= 0.0051 + 1e-9 * Math.abs(value)
    if (!isSame) throw new Error(`${name} is ${value} for us and ${other} for ${peer}`)
  }
  return their.length
}

function latestOf(columns: Partial<IndicatorSet>): Latest {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.at(-1)]))
}

function clocked(work: () => unknown): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}
