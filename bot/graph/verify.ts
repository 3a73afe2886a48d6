import type { Citation } from '../../core/citation.ts'
import { type Checked, moved, type NumberChecker, type Unfounded } from './check.ts'
import { sentences } from './sentences.ts'

export interface Verification {
  readonly checker: NumberChecker
  /** Writes a sentence anew without its unfounded numbers; null when there is nobody to do it. */
  readonly rewrite: ((sentence: string, unfounded: readonly string[]) => Promise<string>) | null
  /** Told of every number that had to be struck out. */
  readonly onStruck: (number: string) => void
}

/** A piece of the reply that may be shown, with what stands behind its numbers, counted from its start. */
export interface Verified {
  readonly text: string
  readonly citations: readonly Citation[]
}

/**
 * Lets a sentence through only when evidence stands behind each of its numbers. One that fails is rewritten
 * once; what still has no evidence is struck out, visibly.
 */
export async function* verified(
  chunks: AsyncIterable<string> | Iterable<string>,
  { checker, rewrite, onStruck }: Verification,
): AsyncGenerator<Verified> {
  for await (const sentence of sentences(chunks)) {
    const checked = checker.check(sentence)
    const piece =
      checked.unfounded.length === 0
        ? { text: sentence, citations: checked.citations }
        : await mended(sentence, checked)
    checker.heard(piece.text)
    yield piece
  }

  async function mended(sentence: string, first: Checked): Promise<Verified> {
    if (rewrite === null) return struck(sentence, first)
    const texts = first.unfounded.map(({ text }) => text)
    const again = await rewrite(sentence, texts)
    return struck(again, checker.check(again))
  }

  function struck(text: string, { unfounded, citations }: Checked): Verified {
    for (const { text: number } of unfounded) onStruck(number)
    return unfounded.toSorted((a, b) => b.start - a.start).reduce(strike, { text, citations })
  }
}

const [before, after] = ['~~', '~~ (unverified)']

function strike({ text, citations }: Verified, { start, end, text: number }: Unfounded): Verified {
  const added = before.length + after.length
  return {
    text: `${text.slice(0, start)}${before}${number}${after}${text.slice(end)}`,
    citations: citations.map((each) => (each.start >= end ? moved(each, added) : each)),
  }
}
