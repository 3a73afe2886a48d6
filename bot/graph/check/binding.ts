import { isMove, sideOf } from './direction.ts'
import { modelFor } from './ellipsis.ts'
import type { Facts, Named } from './facts.ts'
import { type Figure, isCountOfDays } from './figures.ts'
import { inTurn } from './in-turn.ts'
import { isLoose, isOfWhole, isOwned, isWhole, namesNear } from './nearness.ts'
import type { NumberInText } from './numbers.ts'
import { isPriceOf } from './price.ts'
import type { Placed, Sentence } from './sentence.ts'
import { hasPart, partsIn, ratiosIn, wholeOf } from './shares.ts'
import { factorsFor, isMoney } from './units.ts'
import { inWindow } from './windows.ts'
import { wordsOfKey } from './words.ts'

/** What a number is said to be: the values it may be of. */
export interface Binding {
  readonly names: readonly string[]
  /** How firmly: right beside the number (`P/E of 18`), so by a word that is an ordinary one too, or from afar. */
  readonly grip: 'firm' | 'loose' | 'far'
}

/** Null where nothing is said. */
export type Bound = Binding | null

// Chosen by hand, on the development sentences.
const asNear = 1.2
const tight = 1.9
const farther = 3

/** The values that the words around a number name, the nearest name first. */
export function boundTo(placed: Placed, sentence: Sentence, facts: Facts): Bound {
  const turn = inTurn(placed, sentence, facts)
  if (turn !== null) return { names: turn.meaning.map(({ name }) => name), grip: 'firm' }
  return (
    asShare(placed, sentence, facts) ??
    asBefore(placed, sentence, facts) ??
    asNamed(placed, sentence, facts)
  )
}

/** `Delta keeps 7.9 % of revenue, United 5.7 %`: nothing is named anew. */
function asBefore(placed: Placed, sentence: Sentence, facts: Facts): Bound {
  const model = modelFor(placed, sentence)
  const [near] = namesNear(placed, sentence)
  const isAnew =
    (near?.mention.from ?? 0) < (model?.to ?? 0) || (near?.mention.from ?? 0) >= placed.to
  if (model === null || near === undefined || isAnew) return null
  const bound = boundTo(model, sentence, facts)
  return bound === null ? null : { ...bound, grip: 'loose' }
}

/** `22 % of revenue` is no growth of it. */
function asShare(placed: Placed, sentence: Sentence, facts: Facts): Bound {
  if (isCoins(placed.number))
    return { names: [...partsIn(facts), ...ratiosIn(facts)], grip: 'loose' }
  const whole = wholeOf(placed, sentence)
  const isAmount = whole?.meaning.some(({ name }) => {
    return facts.byName.get(name)?.some(({ unit }) => unit === 'count' || isMoney(unit))
  })
  if (whole === null || isAmount !== true) return null
  const parts = partsIn(facts)
  const named = sentence.values
    .filter((mention) => mention !== whole && !isOwned(mention, placed, sentence))
    .flatMap(({ meaning }) => meaning.flatMap(({ name, isLoose: is }) => (is ? [] : [name])))
    .filter((name) => parts.includes(name))
  if (named.length > 0) return { names: named, grip: 'firm' }
  return { names: hasPart(whole, sentence, facts) ? [] : parts, grip: 'firm' }
}

/** `38 cents of each dollar`, `16 of every 100 rupees`. */
function isCoins({ kind, text, isWord }: NumberInText): boolean {
  return kind === 'percent' && !isWord && /^[\d.,]+$/.test(text)
}

function asNamed(placed: Placed, sentence: Sentence, facts: Facts): Bound {
  const near = namesNear(placed, sentence)
  const said = { sentence, facts }
  for (const { mention, cost } of near) {
    const names = compatible(mention.meaning, placed, said)
    const isOthers = isLoose(mention) || sentence.numbers.some(({ to }) => to === mention.from)
    const isBeside = mention.to <= placed.from || mention.from === placed.to
    if (names.length === 0 && (isOthers || !isBeside || !isStrict(cost, placed, sentence))) continue
    const isPart = isOfWhole(placed, sentence)
    const others = near.filter(
      (each) =>
        each.mention !== mention &&
        (each.cost <= cost + (isPart ? farther : asNear) ||
          isHeadOf(each.mention, mention, sentence) ||
          (cost < 1 && isHeadOf(mention, each.mention, sentence))) &&
        (isPart || isLoose(mention) || !isLoose(each.mention)),
    )
    const rest = others.flatMap((each) => compatible(each.mention.meaning, placed, said))
    const all = inWindow([...names, ...rest], placed, sentence)
    return { names: all, grip: gripOf({ mention, cost }, placed, sentence) }
  }
  const model = modelFor(placed, sentence)
  if (model === null && isPriceOf(placed, sentence, facts))
    return { names: [facts.principal ?? ''], grip: 'firm' }
  const bound = model === null ? null : boundTo(model, sentence, facts)
  return bound === null ? null : { ...bound, grip: 'far' }
}

function gripOf(
  { mention, cost }: ReturnType<typeof namesNear>[number],
  placed: Placed,
  sentence: Sentence,
): Binding['grip'] {
  if (cost > tight && !isSubject(mention, placed, sentence)) return 'far'
  return isLoose(mention) ? 'loose' : 'firm'
}

/** `the margin works out to 13 %`: nothing but a verb stands between. */
function isSubject({ to }: Span, { from }: Placed, { words, numbers, values }: Sentence): boolean {
  if (to > from || from - to > 4) return false
  const isBroken = words.slice(to, from + 1).some(({ gap }) => /[,;:()|]/.test(gap))
  const isOther = words.slice(to, from).some(({ text }) => joins.test(text))
  return (
    !isBroken &&
    !isOther &&
    !numbers.some((each) => each.from >= to && each.from < from) &&
    !values.some((each) => each.from >= to && each.from < from)
  )
}

const joins = /^(?:and|but|or|while|with|as|than|that|which|from)$/

/** `the histogram of the MACD`, `212 tickets were escalated`: what is said of the one is said of the other. */
function isHeadOf({ to }: Span, { from }: Span, { words }: Sentence): boolean {
  const between = words.slice(to, from).map(({ text }) => text)
  if (between.length === 1 && /^(?:are|were|was|is|got|stayed)$/.test(between[0] ?? '')) return true
  return between[0] === 'of' && between.length <= 2 && /^(?:of|the|its)$/.test(between.at(-1) ?? '')
}

interface Said {
  readonly sentence: Sentence
  readonly facts: Facts
}

interface Span {
  readonly from: number
  readonly to: number
}

/** Values of that name that can be written in this kind; beside a percentage also those that grow from it. */
function compatible(
  named: readonly Named[],
  placed: Placed,
  { sentence, facts: { byName } }: Said,
): readonly string[] {
  const { number } = placed
  const isOne = isOfWhole(placed, sentence) || isWhole(placed.from, sentence)
  const names = named.map(({ name }) => name)
  const loose = new Set(named.filter(({ isLoose: is }) => is).map(({ name }) => name))
  const isKnown = names.some((name) => byName.has(name))
  const fitting = names.filter((name) => {
    const figures = byName.get(name)
    if (figures === undefined) return !isKnown
    return figures.some(
      (figure) =>
        isOf({ number, isOne }, figure.unit) &&
        isSignable(number, figure) &&
        (number.kind !== 'duration' || isCountOfDays(figure)) &&
        !(loose.has(name) && isBare(number, figure.unit)),
    )
  })
  if (number.kind !== 'percent' || fitting.some((name) => byName.has(name))) return fitting
  const grown = [...byName.keys()].filter(
    (name) =>
      /percent$/i.test(name) &&
      names.some((base) => isFamily(base, name)) &&
      byName.get(name)?.some((figure) => isSignable(number, figure)) === true,
  )
  return [...fitting, ...grown]
}

/** Nobody writes a sign before a share that is always above zero. */
function isSignable({ sign, kind }: NumberInText, { value, name }: Figure): boolean {
  return sign === null || kind !== 'percent' || value < 0 || isMove(name)
}

/** Nobody counts in fractions, and what is one of many is a count. */
function isOf(
  { number, isOne }: { readonly number: NumberInText; readonly isOne: boolean },
  unit: string | null,
): boolean {
  if (unit === 'count' && number.tolerance < 0.5) return false
  if (isOne && number.kind === 'plain' && unit !== 'count' && unit !== null) return false
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
