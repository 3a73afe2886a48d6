import type { Embedding, EmbeddingProvider } from '../../../core/embedding.ts'
import { damping } from './stop-words.ts'

const dimensions = 384

/**
 * Vectors without a model: the words of a text and the pieces of its words, hashed into a fixed number of
 * places with a sign each, so that collisions cancel out on average (Weinberger and others, 2009). Finds a
 * paraphrase that shares words or stems; knows nothing of synonyms.
 */
export function offlineEmbedding(): EmbeddingProvider {
  return {
    name: 'offline',
    model: `hashed-words-${dimensions}`,
    dimensions,
    async embed(texts, signal) {
      signal.throwIfAborted()
      return texts.map(vectorOf)
    },
  }
}

function vectorOf(text: string): Embedding {
  const vector = Array.from({ length: dimensions }, () => 0)
  for (const [feature, weight] of weights(text)) {
    const hash = hashOf(feature)
    const place = (hash >>> 1) % dimensions
    vector[place] = (vector[place] ?? 0) + (hash % 2 === 0 ? weight : -weight)
  }
  return normalised(vector)
}

/** Words that say much weigh much; what is said often weighs more, but not by as much as it is said. */
function weights(text: string): ReadonlyMap<string, number> {
  const counted = counts(wordsOf(text))
  const all = new Map<string, number>()
  for (const [word, count] of counted) {
    const weight = damping(word) * (1 + Math.log(count))
    add(all, `=${word}`, weight)
    const pieces = piecesOf(word)
    const share = (pieceShare * weight) / Math.sqrt(pieces.length)
    for (const piece of pieces) add(all, piece, share)
  }
  return all
}

/** Of a word's weight, how much its pieces have together: `rising` and `rises` are to be near. */
const pieceShare = 1
const pieceLengths = [3, 4, 5]

function piecesOf(word: string): string[] {
  const framed = Array.from(`<${word}>`)
  return pieceLengths.flatMap((length) =>
    framed.slice(length - 1).map((_, at) => framed.slice(at, at + length).join('')),
  )
}

/** A text without a word is like any other without one. */
function wordsOf(text: string): readonly string[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu)
  return words ?? ['']
}

function counts(words: readonly string[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>()
  for (const word of words) add(counted, word, 1)
  return counted
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount)
}

function normalised(vector: readonly number[]): Embedding {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

/** FNV-1a over UTF-16, then mixed (the finaliser of MurmurHash3): its low bits alone are not even enough. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
