import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { isMarketFrom } from './confidence.ts'
import { symbolDirectory } from './directory.ts'
import { understanding } from './understand.ts'

/** What somebody said to an assistant, and whether it was about markets. */
export interface Utterance {
  readonly text: string
  readonly isMarket: boolean
}

export interface Score {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Milliseconds for each utterance. */
  readonly times: readonly number[]
}

/** The HWU64 training split below a folder of reference data: of its 64 intents two are about markets. */
export function readUtterances(dir: string): Utterance[] {
  const texts = linesOf(join(dir, 'routing', 'train.seq.in'))
  const labels = linesOf(join(dir, 'routing', 'train.label'))
  return texts.map((text, at) => ({ text, isMarket: marketLabels.has(labels[at] ?? '') }))
}

/** Three of ten utterances were never looked at while the words of the router were chosen. */
export function isHeldOut({ text }: Utterance): boolean {
  return hashOf(text) % 10 >= 7
}

/** How well the router tells questions about markets from others, each asked in a thread of its own. */
export async function scoreOf(utterances: readonly Utterance[]): Promise<Score> {
  const directory = symbolDirectory({ extra: () => Promise.resolve([]) })
  const understand = understanding({ directory })
  const { signal } = new AbortController()
  const times: number[] = []
  const counts = { hits: 0, found: 0, wanted: 0 }
  for (const { text, isMarket } of utterances) {
    const startedAt = performance.now()
    const { confidence } = await understand({ text, history: [], askedAt: new Date() }, signal)
    times.push(performance.now() - startedAt)
    const isFound = confidence >= isMarketFrom
    counts.hits += Number(isFound && isMarket)
    counts.found += Number(isFound)
    counts.wanted += Number(isMarket)
  }
  const precision = counts.hits / counts.found
  const recall = counts.hits / counts.wanted
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall), times }
}

const marketLabels = new Set(['qa_stock', 'qa_currency'])

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n')
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}
