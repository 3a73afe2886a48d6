import type { Facts } from './facts.ts'
import type { Figure } from './figures.ts'
import type { Placed, Sentence } from './sentence.ts'

/** A number and the value that it was found to be. */
export interface Matched {
  readonly placed: Placed
  readonly figure: Figure | null
}

/** Numbers that stand the wrong way round: `from` today's value `to` an earlier one, a range from high to low. */
export function turnedRound(all: readonly Matched[], sentence: Sentence, facts: Facts) {
  const found = new Set<Placed>()
  for (const [at, { placed, figure }] of all.entries()) {
    const next = all[at + 1]
    if (figure === null || !next || next.figure === null || !isSpan(placed, next.placed, sentence))
      continue
    const isBack = isFrom(placed, sentence) && isBefore(next.figure, figure, facts)
    const isFalling = isRange(placed, sentence) && figure.value > next.figure.value
    if (figure.symbol !== next.figure.symbol || !(isBack || isFalling)) continue
    found.add(placed).add(next.placed)
  }
  return found
}

/** Nothing but `to` stands between, or a dash. */
function isSpan({ to }: Placed, next: Placed, { words }: Sentence): boolean {
  const between = words.slice(to, next.from)
  if (between.length === 0) return /^\s?[–-]|→|->/.test(words[next.from]?.gap ?? '')
  return between.length === 1 && between[0]?.text === 'to'
}

function isFrom({ from, to }: Placed, { words }: Sentence): boolean {
  return words[from - 1]?.text === 'from' || /→|->/.test(words[to]?.gap ?? '')
}

function isRange({ from }: Placed, { words }: Sentence): boolean {
  return words.slice(Math.max(0, from - 5), from).some(({ text }) => text === 'range')
}

function isBefore(one: Figure, other: Figure, facts: Facts): boolean {
  const isSame = one.name === other.name || other.name === facts.principal
  return isSame && isEarlier(one, facts) && !isEarlier(other, facts)
}

/** Of an earlier look, or of the day that a period began. */
export function isEarlier({ name, isPast }: Figure, { days }: Facts): boolean {
  return isPast || days.some((day) => day.name !== 'asOf' && name.startsWith(day.name))
}
