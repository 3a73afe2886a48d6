import { sideOf } from './direction.ts'
import { modelFor } from './ellipsis.ts'
import type { Facts, Named } from './facts.ts'
import { inTurn } from './in-turn.ts'
import { isLoose, isOfWhole, namesNear } from './nearness.ts'
import type { NumberInText } from './numbers.ts'
import type { Placed, Sentence } from './sentence.ts'
import { hasPart, partsIn, wholeOf } from './shares.ts'
import { factorsFor, isMoney } from './units.ts'
import { wordsOfKey } from './words.ts'

/** What a number is said to be: the values it may be of. */
export interface Binding {
  readonly names: readonly string[]
  /** True where the name stands right beside the number: `P/E of 18`. */
  readonly isSure: boolean
}

/** Null where nothing is said. */
export type Bound = Binding | null

// Chosen by hand, on the development sentences.
const asNear = 1.2
const tight = 1.6
const farther = 3
const beside = 0.6

/** The values that the words around a number name, the nearest name first. */
export function boundTo(placed: Placed, sentence: Sentence, facts: Facts): Bound {
  const turn = inTurn(placed, sentence, facts)
  if (turn !== null) return { names: turn.meaning.map(({ name }) => name), isSure: true }
  return asShare(placed, sentence, facts) ?? asNamed(placed, sentence, facts)
}

/** `22 % of revenue` is no growth of it. */
function asShare(placed: Placed, sentence: Sentence, facts: Facts): Bound {
  const whole = wholeOf(placed, sentence)
  const isAmount = whole?.meaning.some(({ name }) => {
    return facts.byName.get(name)?.some(({ unit }) => unit === 'count' || isMoney(unit))
  })
  if (whole === null || isAmount !== true) return null
  return { names: hasPart(whole, sentence, facts) ? [] : partsIn(facts), isSure: true }
}

function asNamed(placed: Placed, sentence: Sentence, facts: Facts): Bound {
  const near = namesNear(placed, sentence)
  for (const { mention, cost } of near) {
    const names = compatible(mention.meaning, placed, facts)
    const isOthers = isLoose(mention) || sentence.numbers.some(({ to }) => to === mention.from)
    if (names.length === 0 && (isOthers || !isStrict(cost, placed, sentence))) continue
    const isPart = isOfWhole(placed, sentence)
    const others = near.filter(
      (each) =>
        each.mention !== mention &&
        (each.cost <= cost + (isPart ? farther : asNear) ||
          isHeadOf(each.mention, mention, sentence)) &&
        (isPart || isLoose(mention) || !isLoose(each.mention)),
    )
    const rest = others.flatMap((each) => compatible(each.mention.meaning, placed, facts))
    return { names: [...names, ...rest], isSure: cost <= (isLoose(mention) ? beside : tight) }
  }
  const model = modelFor(placed, sentence)
  const bound = model === null ? null : boundTo(model, sentence, facts)
  return bound === null ? null : { ...bound, isSure: false }
}

/** `the histogram of the MACD`: what is said of the one is said of the other. */
function isHeadOf({ to }: Span, { from }: Span, { words }: Sentence): boolean {
  const between = words.slice(to, from).map(({ text }) => text)
  return between[0] === 'of' && between.length <= 2 && /^(?:of|the|its)$/.test(between.at(-1) ?? '')
}

interface Span {
  readonly from: number
  readonly to: number
}

/** Values of that name that can be written in this kind; beside a percentage also those that grow from it. */
function compatible(
  named: readonly Named[],
  { number }: Placed,
  { byName }: Facts,
): readonly string[] {
  const names = named.map(({ name }) => name)
  const loose = new Set(named.filter(({ isLoose: is }) => is).map(({ name }) => name))
  const fitting = names.filter((name) => {
    const figures = byName.get(name)
    return (
      figures === undefined ||
      figures.some(({ unit }) => isOf(number, unit) && !(loose.has(name) && isBare(number, unit)))
    )
  })
  if (number.kind !== 'percent' || fitting.some((name) => byName.has(name))) return fitting
  const grown = [...byName.keys()].filter(
    (name) => /percent$/i.test(name) && names.some((base) => isFamily(base, name)),
  )
  return [...fitting, ...grown]
}

/** Nobody counts in fractions. */
function isOf(number: NumberInText, unit: string | null): boolean {
  if (unit === 'count' && number.tolerance < 0.5) return false
  return factorsFor(number, unit).length > 0
}

/** An ordinary word does not make a price of a number without a currency: `trades at 7.2`. */
function isBare({ kind }: NumberInText, unit: string | null): boolean {
  return kind === 'plain' && isMoney(unit)
}

function isFamily(base: string, name: string): boolean {
  return wordsOfKey(base).every((word, at) => wordsOfKey(name)[at] === word)
}

/** So near that a number of another unit is a mistake and not a number of something else. */
function isStrict(cost: number, { number, from, to }: Placed, { words }: Sentence): boolean {
  if (cost > tight || number.kind === 'duration' || number.kind === 'shares') return false
  if (number.kind === 'percent' && sideOf(words[to]?.text) !== 0) return false
  return (
    number.kind !== 'percent' ||
    /^(?:at|of|is|was|to|stands|reads|s)$/.test(words[from - 1]?.text ?? '')
  )
}
