import type { Facts } from './facts.ts'
import type { Figure } from './figures.ts'
import type { Placed, Sentence } from './sentence.ts'
import { isMoney } from './units.ts'

const states = new Set(
  'is was are were sits trades stands closed holds stood ended trading lies remains stays sit trade stand hold lie'.split(
    ' ',
  ),
)
const maybe = /\b(?:would|if|unless|until|could|might|should|once|when|were it|to break)\b/i
const sides: Readonly<Record<string, 1 | -1>> = {
  above: 1,
  over: 1,
  below: -1,
  under: -1,
  beneath: -1,
}

interface Said {
  readonly sentence: Sentence
  readonly facts: Facts
}

/** `the price is below its 200-day average of $155`, where it stands above. */
export function isBeyond(
  figure: Figure,
  { from }: Placed,
  { sentence: { words, text }, facts }: Said,
): boolean {
  if (figure.name === facts.principal || !isMoney(figure.unit)) return false
  const main = facts.byName
    .get(facts.principal ?? '')
    ?.find(({ symbol, isPast }) => symbol === figure.symbol && isPast === figure.isPast)
  if (main === undefined || main.unit !== figure.unit || maybe.test(text)) return false
  for (let at = from - 1; at >= Math.max(1, from - 7); at -= 1) {
    if (/[,;:.]/.test(words[at + 1]?.gap ?? '')) return false
    const side = sides[words[at]?.text ?? '']
    if (side === undefined) continue
    return states.has(words[at - 1]?.text ?? '') && Math.sign(main.value - figure.value) === -side
  }
  return false
}
