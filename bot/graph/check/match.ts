import type { Bound } from './binding.ts'
import { isSigned } from './direction.ts'
import type { Facts } from './facts.ts'
import type { Figure } from './figures.ts'
import { reachesFrom } from './hedges.ts'
import type { NumberInText } from './numbers.ts'
import { isBeyond } from './relation.ts'
import type { Placed, Sentence } from './sentence.ts'
import { saysPast } from './time.ts'
import { factorsFor, isMoney } from './units.ts'

/** What is known of a number before it is looked for. */
export interface Sought {
  readonly placed: Placed
  readonly sentence: Sentence
  readonly bound: Bound
  readonly symbols: readonly string[]
  /** True in a cell of a table, where a column says when. */
  readonly isPast: boolean | null
}

/** The value that a number is, as the sentence speaks of it: its symbol, name, unit, sign and time. */
export function valueFor(sought: Sought, facts: Facts): Figure | null {
  const { bound, symbols, placed, sentence } = sought
  const figures = bound?.flatMap((name) => facts.byName.get(name) ?? []) ?? facts.figures
  const found = figures.filter(
    (figure) =>
      symbols.includes(figure.symbol) &&
      (bound !== null || isLikely(figure, placed.number)) &&
      isSized(figure, placed, sentence) &&
      isSigned(figure, placed, sentence) &&
      !isBeyond(figure, placed, { sentence, facts }),
  )
  const current = found.find(({ isPast }) => !isPast)
  if (current !== undefined && sought.isPast !== true) return current
  const past = found.find(({ isPast }) => isPast)
  const isSaid = sought.isPast ?? saysPast(placed, sentence, facts)
  return past !== undefined && isSaid ? past : null
}

/** Whether the value that a number is said to be has its size and the other sign: then nothing else explains it. */
export function isReversed(
  { bound, symbols, placed, sentence }: Sought,
  { byName }: Facts,
): boolean {
  const figures = bound?.flatMap((name) => byName.get(name) ?? []) ?? []
  return figures.some(
    (figure) =>
      symbols.includes(figure.symbol) &&
      isSized(figure, placed, sentence) &&
      !isSigned(figure, placed, sentence),
  )
}

/** A small bare number that nothing names is no price and no percentage. */
function isLikely({ unit, source }: Figure, { kind, size, tolerance }: NumberInText): boolean {
  if (source.includes('.arguments.')) return kind !== 'money'
  const isSmall = kind === 'plain' && size < 100 && tolerance === 0.5
  return !isSmall || (unit !== 'percent' && unit !== 'fraction' && !isMoney(unit))
}

function isSized({ value, unit }: Figure, { number, from }: Placed, { words }: Sentence): boolean {
  return factorsFor(number, unit).some((factor) => {
    const size = Math.abs(value) * factor
    return isNear(number, size) || reachesFrom(words, from, { number, size })
  })
}

/** Rounded the way the number is written, the value is the number. */
export function isNear({ size, tolerance, nextScale }: NumberInText, value: number): boolean {
  return [1, nextScale].some((scale) => {
    const slack = tolerance * scale * (1 + 1e-9) + value * 1e-12
    return Math.abs(value - size * scale) <= slack
  })
}
