import type { Reading } from '../../../core/project.ts'
import type { Choice } from '../../../core/types.ts'
import { ask, choiceOf } from './ask.ts'
import { isMarketFrom } from './confidence.ts'
import { benchmark, peersOf, speaksOfMarket } from './lists.ts'
import { metricOf, orderOf } from './metrics.ts'
import { namedIn } from './naming.ts'
import {
  answered,
  followUpConfidence,
  mostCandidates,
  mostSymbols,
  shownOf,
  type Work,
  work,
} from './readings.ts'
import type { Signs } from './signs.ts'
import { isLongWanted, type Situation } from './situation.ts'
import { sinceLast, type Topic } from './topic.ts'

/** The question names symbols: one in full, one aspect, a comparison, a reason, or what changed. */
export function aboutSymbols(situation: Situation): Reading | undefined {
  const { signs } = situation
  const isInThread = situation.topic !== null && !signs.cues.has('other')
  const isOnward = isInThread && signs.opening.has('onward')
  const isLeaning = isOnward || (isInThread && signs.cues.has('compare'))
  if (situation.confidence < isMarketFrom && !isLeaning) return undefined
  const asked = subjectsOf(situation)
  if (asked.length === 0) return undefined
  if (asked.length === 1 && signs.opening.has('compare')) return compareWithWhat(situation, asked)
  return aboutThese(situation, asked, {
    kept: isOnward && addsNothing(situation) ? situation.topic : null,
    confidence: Math.max(situation.confidence, isLeaning ? followUpConfidence : 0),
  })
}

interface Given {
  /** What the thread spoke of, where the question goes on with that. */
  readonly kept: Topic | null
  readonly confidence: number
}

/** What is asked, about those. */
export function aboutThese(
  situation: Situation,
  asked: readonly string[],
  { kept, confidence }: Given,
): Reading {
  const { signs, question } = situation
  const aspect = aspectOf(situation) ?? kept?.aspect ?? null
  const period = signs.period ?? kept?.period ?? null
  const symbols = asked.slice(0, mostSymbols)
  const intent = keptIntent(kept) ?? intentOf(signs, symbols, aspect)
  return work({
    intent,
    confidence,
    symbols,
    aspect: intent === 'changes' ? null : aspect,
    period: intent === 'changes' ? (period ?? sinceLast(question, symbols)) : period,
    ...listed(asked, { intent, aspect, period }, signs),
    isLong: isLongWanted(situation),
  })
}

/**
 * What is asked about: by the question, and by the thread where the question compares its one symbol
 * with nothing else (`compare it with Google`, `vs Google?`) or adds it to a comparison.
 */
function subjectsOf(situation: Situation): readonly string[] {
  const { signs, topic } = situation
  const named = [
    ...namedIn(situation).flatMap(({ listings }) => listings.map(({ symbol }) => symbol)),
    ...(signs.cues.has('anyway') ? signs.unknown.map(({ text }) => text.toUpperCase()) : []),
  ]
  if (named.length === 0) return named
  const isOne = named.length === 1 && signs.cues.has('compare')
  if (isOne && speaksOfMarket(signs)) return [...named, ...benchmark(situation)]
  const isAdded = topic?.intent === 'comparison' && signs.opening.has('add')
  const earlier = isOne || isAdded ? (topic?.symbols ?? []) : []
  return [...new Set([...earlier, ...named])]
}

/** True for `and TSLA?`: all but the symbol is as before. */
function addsNothing({ signs }: Situation): boolean {
  const { cues, opening } = signs
  const looks = (cues.get('look') ?? 0) - (opening.has('look') ? 1 : 0)
  if (looks > 0 || signs.aspect !== null) return false
  return !cues.has('reason') && !cues.has('changes') && !cues.has('advice') && !cues.has('rank')
}

/** An everyday word such as `risk` is no aspect where advice or a reason is asked for. */
export function aspectOf({ signs }: Pick<Situation, 'signs'>): string | null {
  const { aspect, isAspectFinancial, cues } = signs
  const asksForAll = cues.has('advice') || cues.has('reason')
  return asksForAll && !isAspectFinancial ? null : aspect
}

/** `and TSLA?` after `why is AAPL falling?` asks why TSLA is. */
function keptIntent(topic: Topic | null): string | undefined {
  return topic?.intent === 'reason' || topic?.intent === 'changes' ? topic.intent : undefined
}

function intentOf({ cues }: Signs, symbols: readonly string[], aspect: string | null): string {
  if (cues.has('reason')) return 'reason'
  if (cues.has('changes')) return 'changes'
  if (symbols.length > 1) return cues.has('rank') ? 'ranking' : 'comparison'
  return aspect === null ? 'analysis' : 'aspect'
}

/** More were named than one table holds: the best of them where that is asked, else the rest is a button away. */
function listed(
  asked: readonly string[],
  { intent, aspect, period }: Pick<Topic, 'intent' | 'aspect' | 'period'>,
  signs: Signs,
): Pick<Work, 'candidates' | 'choices' | 'count' | 'order'> {
  const metric = aspect === null && signs.fact === null ? null : metricOf({ ...signs, aspect })
  if (intent === 'ranking' && metric !== null) {
    const candidates = asked.slice(0, mostCandidates)
    return { candidates, count: signs.count, order: orderOf(metric, signs) }
  }
  const shown = shownOf({ count: signs.count ?? mostSymbols })
  if (intent === 'ranking' && aspect === null && asked.length > shown) {
    return { candidates: asked.slice(0, mostCandidates), count: signs.count }
  }
  return { choices: leftOut({ symbols: asked.slice(mostSymbols), aspect, period }) }
}

function leftOut(asked: Pick<Topic, 'symbols' | 'aspect' | 'period'>): Choice[] {
  if (asked.symbols.length === 0) return []
  const label = `At most ${mostSymbols} at a time. Next: ${asked.symbols.slice(0, mostSymbols).join(', ')}`
  return [{ label, text: ask({ ...asked, symbols: asked.symbols.slice(0, mostSymbols) }) }]
}

export function compareWithWhat(
  { signs, directory, confidence }: Situation,
  symbols: readonly string[],
): Reading {
  const [symbol = ''] = symbols
  const peers = peersOf(symbol, directory)
  return answered({
    intent: 'ambiguous',
    confidence: Math.max(confidence, followUpConfidence),
    answer: `What shall I compare ${symbol} with?`,
    choices: peers.map((peer) => choiceOf(ask({ ...signs, symbols: [symbol, peer] }))),
  })
}
