import type { NumberChecker } from './check.ts'
import type { NumberInText } from './numbers.ts'
import { sentences } from './sentences.ts'

export interface Verification {
  readonly check: NumberChecker
  /** Writes a sentence anew without its unfounded numbers; null when there is nobody to do it. */
  readonly rewrite: ((sentence: string, unfounded: readonly string[]) => Promise<string>) | null
  /** Told of every number that had to be struck out. */
  readonly onStruck: (number: string) => void
}

/**
 * Lets a sentence through only when evidence stands behind each of its numbers. One that fails is rewritten
 * once; what still has no evidence is struck out, visibly.
 */
export async function* verified(
  chunks: AsyncIterable<string> | Iterable<string>,
  { check, rewrite, onStruck }: Verification,
): AsyncGenerator<string> {
  for await (const sentence of sentences(chunks)) {
    const unfounded = check(sentence)
    if (unfounded.length === 0) yield sentence
    else yield* mended(sentence, unfounded)
  }

  async function* mended(
    sentence: string,
    unfounded: readonly NumberInText[],
  ): AsyncGenerator<string> {
    const texts = unfounded.map(({ text }) => text)
    const again = rewrite ? await rewrite(sentence, texts) : sentence
    const still = check(again)
    for (const { text } of still) onStruck(text)
    yield strike(again, still)
  }
}

function strike(sentence: string, numbers: readonly NumberInText[]): string {
  let struck = sentence
  for (const { start, end, text } of numbers.toSorted((a, b) => b.start - a.start)) {
    struck = `${struck.slice(0, start)}~~${text}~~ (unverified)${struck.slice(end)}`
  }
  return struck
}
