import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A text, and whether it tries to instruct a model: the person itself, or words that somebody else wrote. */
export interface Labelled {
  readonly kind: 'direct' | 'indirect' | 'harmless'
  readonly text: string
}

/** Both are ours; nothing of the held-out set was looked at while words and weights were chosen. */
export function readSet(name: 'development' | 'held-out'): readonly Labelled[] {
  const lines = readFileSync(join(import.meta.dirname, `${name}.tsv`), 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const [kind = '', text = ''] = line.split('\t')
    if (kind === 'direct' || kind === 'indirect' || kind === 'harmless') return { kind, text }
    throw new Error(`${name}.tsv: what is ${kind}?`)
  })
}

/** The share of them that is found suspicious. */
export function shareOf(texts: readonly string[], isFound: (text: string) => boolean): number {
  return texts.filter((text) => isFound(text)).length / texts.length
}
