import { randomUUID } from 'node:crypto'

import type { CallStore } from '../../core/call-store.ts'
import type { Preparation, Prepared, Reading } from '../../core/project.ts'
import type { Evidence, Finding } from '../../core/types.ts'
import type { Watchlist } from '../../core/watchlist.ts'
import { lastCalls } from './calls/last-calls.ts'
import { recordFinding } from './calls/record.ts'
import { unitsOf } from './facts.ts'
import { worst } from './freshness.ts'
import { marketsOf } from './markets.ts'
import { rankBy } from './ranking/rank-by.ts'
import { rank, type RankingDeps } from './ranking/rank.ts'
import { shownOf } from './understand/readings.ts'
import { watched } from './watched.ts'

export interface PreparingDeps {
  readonly calls: CallStore
  /** Absent where nothing is kept. */
  readonly watchlist?: Watchlist | undefined
  readonly ranking: RankingDeps
  /** The rest of a list is left out. */
  readonly rankWithinMs?: number
}

/** What is looked up, or done, before the analysts are asked: the watchlist, the record of calls, the last call, the market behind a move, the best of a list. */
export function preparing(deps: PreparingDeps) {
  return async (read: Reading, asked: Preparation): Promise<Prepared> => {
    const reading = await watched(read, asked, deps.watchlist)
    const { symbols, intent, candidates = [] } = reading
    if (intent === 'track_record') {
      return { reading, findings: [await recordFinding(deps.calls, { ...asked, symbols })] }
    }
    if (intent === 'changes') {
      return { reading, findings: await lastCalls(deps.calls, asked.organisationId, symbols) }
    }
    if (intent === 'reason')
      return { reading, findings: await marketsOf(deps.ranking.analysts, reading, asked) }
    return candidates.length > 0 ? best(deps, { ...reading, candidates }, asked) : plain(reading)
  }
}

function plain(reading: Reading): Prepared {
  return { reading, findings: [] }
}

interface Listed extends Reading {
  readonly candidates: readonly string[]
}

async function best(deps: PreparingDeps, reading: Listed, asked: Preparation): Promise<Prepared> {
  const chosen = await chosenOf(deps, reading, asked)
  const shown = chosen.ranked.slice(0, shownOf(reading))
  if (shown.length === 0) return plain(reading)
  const symbols = shown.map(({ symbol }) => symbol)
  const counts = { candidateCount: chosen.all, rankedCount: chosen.ranked.length }
  const finding = findingOf(
    counts,
    shown.map(({ evidence }) => evidence),
    asked.askedAt,
  )
  return { reading: { ...reading, symbols }, findings: [finding] }
}

interface Chosen {
  /** The first of the list first. */
  readonly ranked: readonly { readonly symbol: string; readonly evidence: Evidence }[]
  readonly all: number
}

/** By one figure where the question names one, else by the score of a whole analysis. */
async function chosenOf(
  { ranking: deps, rankWithinMs = 15_000 }: PreparingDeps,
  { candidates, order, aspect, period, analysts }: Listed,
  { askedAt, signal, onProgress }: Preparation,
): Promise<Chosen> {
  const asked = {
    symbols: candidates,
    askedAt,
    signal,
    limitMs: rankWithinMs,
    onProgress: every(candidates.length, onProgress),
  }
  const analyst = deps.analysts.find(({ name }) => name === analysts[0])
  if (order === undefined || analyst === undefined) {
    const { verdicts, all } = await rank(deps, asked)
    return { ranked: verdicts, all }
  }
  const { placed, all } = await rankBy(analyst, { ...asked, ...order, aspect, period })
  return { ranked: placed, all }
}

/** Ten times or so, and at the end: people read it. */
function every(all: number, tell: (text: string) => void) {
  const step = Math.max(1, Math.ceil(all / 10))
  return (done: number) => {
    if (done % step === 0 || done === all) tell(`Ranked ${done} of ${all}`)
  }
}

function findingOf(
  values: Readonly<Record<string, number>>,
  shown: readonly Evidence[],
  askedAt: Date,
): Finding {
  const evidence = {
    id: randomUUID(),
    tool: 'stocks.ranking',
    arguments: { list: 'the list of the question' },
    source: `computed from ${shown.map(({ id }) => id).join(', ')}`,
    asOf: askedAt.toISOString().slice(0, 10),
    fetchedAt: new Date().toISOString(),
    freshness: worst(shown.map(({ freshness }) => freshness)),
    values,
    units: unitsOf(Object.keys(values), null),
  }
  const nothing = { score: null, abstained: null, signals: [], notes: [] }
  return { analyst: 'ranking', symbol: 'list', ...nothing, evidence: [evidence] }
}
