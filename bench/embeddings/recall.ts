import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Embedding, EmbeddingProvider } from '../../core/embedding.ts'

/** Two ways to say one thing. */
type Pair = readonly [string, string]

/** Our own; no weight of the vectors was chosen by them. They share words, but never all. */
export function readParaphrases(): readonly Pair[] {
  const text = readFileSync(join(import.meta.dirname, 'paraphrases.tsv'), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line): Pair => {
      const [one = '', other = ''] = line.split('\t')
      return [one, other]
    })
}

export interface Recall {
  /** Shares of the questions whose other wording is the nearest, and among the five nearest. */
  readonly at1: number
  readonly at5: number
}

/** Looks for the other wording of each question among the other wordings of all. */
export async function recallOf(
  provider: EmbeddingProvider,
  pairs: readonly Pair[],
): Promise<Recall> {
  const { signal } = new AbortController()
  const asked = await provider.embed(
    pairs.map(([one]) => one),
    signal,
  )
  const kept = await provider.embed(
    pairs.map(([, other]) => other),
    signal,
  )
  const ranks = asked.map((vector, at) => rankOf(at, vector, kept))
  const share = (most: number) => ranks.filter((rank) => rank < most).length / ranks.length
  return { at1: share(1), at5: share(5) }
}

/** How many of them are nearer than the one that is looked for. */
function rankOf(at: number, vector: Embedding, kept: readonly Embedding[]): number {
  const wanted = dot(vector, kept[at] ?? [])
  return kept.filter((other, place) => place !== at && dot(vector, other) >= wanted).length
}

export interface Labelled {
  readonly text: string
  readonly label: string
}

/** The share of questions whose nearest known one has the same label. */
export async function labelAccuracy(
  provider: EmbeddingProvider,
  known: readonly Labelled[],
  asked: readonly Labelled[],
): Promise<number> {
  const { signal } = new AbortController()
  const vectors = await provider.embed(
    known.map(({ text }) => text),
    signal,
  )
  const questions = await provider.embed(
    asked.map(({ text }) => text),
    signal,
  )
  const hits = questions.filter(
    (vector, at) => known[nearest(vector, vectors)]?.label === asked[at]?.label,
  )
  return hits.length / asked.length
}

function nearest(vector: Embedding, kept: readonly Embedding[]): number {
  let best = -1
  let bestDot = Number.NEGATIVE_INFINITY
  for (const [at, other] of kept.entries()) {
    const near = dot(vector, other)
    if (near > bestDot) [best, bestDot] = [at, near]
  }
  return best
}

function dot(one: Embedding, other: Embedding): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}
