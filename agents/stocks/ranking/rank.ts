import type { Analyst } from '../../../core/project.ts'
import type { Finding, Verdict } from '../../../core/types.ts'
import { hasNoBooks } from '../understand/readings.ts'
import { lookedAt, type RankingAsked } from './looked-at.ts'

export interface RankingDeps {
  readonly analysts: readonly Analyst[]
  /** The verdict on one symbol; none where nobody voted. */
  judge(symbol: string, findings: readonly Finding[]): Verdict | undefined
}

export interface Ranking {
  /** The best first. Synthetic data is ranked only where there is nothing else. */
  readonly verdicts: readonly Verdict[]
  readonly all: number
}

/** Every symbol of a list judged by all analysts, by the score that a whole analysis of it gives. */
export async function rank(deps: RankingDeps, asked: RankingAsked): Promise<Ranking> {
  const { found, all } = await lookedAt((symbol) => judged(deps, symbol, asked), asked)
  return { verdicts: best(found), all }
}

async function judged(
  { analysts, judge }: RankingDeps,
  symbol: string,
  { askedAt, signal }: RankingAsked,
): Promise<Verdict | undefined> {
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
