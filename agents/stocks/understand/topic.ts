import type { Question, Turn } from '../../../core/types.ts'
import { windowOf } from './periods.ts'
import type { ScanDeps } from './scan.ts'
import { signsOf } from './signs.ts'

/** What a thread last spoke of. */
export interface Topic {
  readonly intent: string
  readonly symbols: readonly string[]
  readonly period: string | null
  readonly aspect: string | null
  /** The last symbols that were spoken of, two or more where there are as many: what `compare them` means. */
  readonly recent: readonly string[]
}

/** The newest turn whose reply is about symbols; null where there is none. */
export function topicOf({ history }: Question, deps: ScanDeps): Topic | null {
  const spoken = history.filter((turn) => symbolsOf(turn).length > 0)
  const route = spoken.at(-1)?.reply?.route
  if (route === undefined) return null
  const { intent, symbols, period } = route
  return { intent, symbols, period, recent: recentOf(spoken), aspect: aspectOf(spoken, deps) }
}

export function symbolsOf({ reply }: Turn): readonly string[] {
  return reply?.route.symbols ?? []
}

function recentOf(spoken: readonly Turn[]): readonly string[] {
  let recent: readonly string[] = []
  for (const turn of spoken.toReversed()) {
    recent = [...new Set([...symbolsOf(turn), ...recent])]
    if (recent.length > 1) return recent
  }
  return recent
}

/** How far back an aspect may have been named: `RSI of AAPL`, `and TSLA?`, `and Microsoft?`. */
const furthest = 6

/** A route does not keep its aspect; the person's own words do, in the newest of the turns that stayed with it. */
function aspectOf(turns: readonly Turn[], deps: ScanDeps): string | null {
  for (const { message, reply } of turns.slice(-furthest).toReversed()) {
    const intent = reply?.route.intent ?? ''
    if (!keepsAspect.has(intent)) return null
    const { aspect, opening, cues } = signsOf(message.text, deps)
    if (aspect !== null) return aspect
    if (!opening.has('onward') && !cues.has('pronoun') && intent !== 'aspect') return null
  }
  return null
}

const keepsAspect = new Set(['aspect', 'comparison'])

/** The window since the thread last spoke of one of the symbols; a week where it never did. */
export function sinceLast({ history, askedAt }: Question, symbols: readonly string[]): string {
  const last = history.findLast((turn) => symbolsOf(turn).some((known) => symbols.includes(known)))
  if (last === undefined) return windowOf(0)
  return windowOf((askedAt.getTime() - last.message.sentAt.getTime()) / millisecondsADay)
}

const millisecondsADay = 86_400_000
