import { createHash } from 'node:crypto'

import { present } from '../sentence.ts'

/** Chooses among ways to say one thing; null where none of them can be said. */
export type Voice = (slot: string, ways: readonly (string | null)[]) => string | null

/** The same seed speaks the same words for good; another symbol, day or question speaks others. */
export function voiceOf(seed: string): Voice {
  return (slot, ways) => {
    const sayable = present(ways)
    return sayable[hash(`${seed}\n${slot}`) % sayable.length] ?? null
  }
}

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE()
}
