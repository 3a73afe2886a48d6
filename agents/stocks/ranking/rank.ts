import { setImmediate } from 'node:timers/promises'

import type { Analyst } from '../../../core/project.ts'
import type { Finding, Verdict } from '../../../core/types.ts'
import { hasNoBooks } from '../understand/readings.ts'

export interface RankingDeps {
  readonly analysts: readonly Analyst[]
  /** The verdict on one symbol; none where nobody voted. */
  judge(symbol: string, findings: readonly Finding[]): Verdict | undefined
}

export interface RankingAsked {
  readonly symbols: readonly string[]
  readonly askedAt: Date
  readonly signal: AbortSignal
  /** What was not ranked by then is left out. */
  readonly limitMs: number
  readonly onProgress: (done: number, all: number) => void
}

export interface Ranking {
  /** The best first. Synthetic data is ranked only where there is nothing else. */
  readonly verdicts: readonly Verdict[]
  readonly all: number
}

/** So many symbols at once: sources have limits of their own. */
const atOnce = 6

/** Every symbol of a list judged by all analysts, by the score that a whole analysis of it gives. */
export async function rank(deps: RankingDeps, asked: RankingAsked): Promise<Ranking> {
  const { symbols, limitMs, signal, onProgress } = asked
  const until = performance.now() + limitMs
  const left = [...new Set(symbols)]
  const all = left.length
  const verdicts: Verdict[] = []
  let done = 0
  async function work(): Promise<void> {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      if (performance.now() > until) return
      // oxlint-disable-next-line no-await-in-loop -- several workers share one list.
      const verdict = await judged(deps, next, asked)
      if (verdict !== undefined) verdicts.push(verdict)
      done += 1
      onProgress(done, all)
      signal.throwIfAborted()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { verdicts: best(verdicts), all }
}

async function judged(
  { analysts, judge }: RankingDeps,
  symbol: string,
  { askedAt, signal }: RankingAsked,
): Promise<Verdict | undefined> {
  // Others have a turn of the event loop between two symbols.
  await setImmediate()
  const task = { symbol, period: null, aspect: null, askedAt, isOneOfMany: true, signal }
  const asked = analysts.filter(({ name }) => name !== 'fundamental' || !hasNoBooks(symbol))
  const found = await Promise.allSettled(asked.map((analyst) => analyst.analyse(task)))
  signal.throwIfAborted()
  // An analyst that fails abstains; how many symbols could be ranked is told.
  return judge(
    symbol,
    found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
  )
}

function best(verdicts: readonly Verdict[]): readonly Verdict[] {
  const real = verdicts.filter(({ evidence }) => evidence.freshness !== 'demo')
  const ranked = real.length > 0 ? real : verdicts
  return ranked.toSorted(
    (one, other) =>
      scoreOf(other) - scoreOf(one) ||
      other.confidence - one.confidence ||
      one.symbol.localeCompare(other.symbol),
  )
}

function scoreOf({ evidence: { values } }: Verdict): number {
  return Number(values['score'])
}
