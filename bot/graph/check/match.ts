import type { Bound } from './binding.ts'
import { type DateInText, isThat } from './dates.ts'
import { isSigned, polarityOf, sideOf } from './direction.ts'
import type { Facts } from './facts.ts'
import { type Figure, isCountOfDays } from './figures.ts'
import { isAbout } from './hedges.ts'
import { isOwned } from './nearness.ts'
import type { NumberInText } from './numbers.ts'
import { isBeyond } from './relation.ts'
import type { Placed, Sentence } from './sentence.ts'
import { isOfThen, saysPast } from './time.ts'
import { factorsFor, isMoney } from './units.ts'
import { inWindow } from './windows.ts'
import { wordsOfKey } from './words.ts'

/** What is known of a number before it is looked for. */
export interface Sought {
  readonly placed: Placed
  readonly sentence: Sentence
  readonly bound: Bound
  readonly symbols: readonly string[]
  /** Names that the sentence before spoke of. */
  readonly heard: readonly string[]
  /** True in a cell of a table, where a column says when. */
  readonly isPast: boolean | null
}

/** The value that a number is, as the sentence speaks of it: its symbol, name, unit, sign and time. */
export function valueFor(sought: Sought, facts: Facts): Figure | null {
  const names = namesOf(sought, facts)
  const { tolerance, roughness, isWord } = sought.placed.number
  if (names === null && isWord && roughness > tolerance) return changeOf(sought, facts)
  if (names === null) return among(facts.figures.filter(isLikelyFor(sought)), sought, facts)
  const named = names.flatMap((name) => facts.byName.get(name) ?? [])
  return among(named, sought, facts) ?? byItself(sought, facts) ?? farOff(sought, facts)
}

/** Named somewhere else in the sentence, where no other number is. */
function farOff(sought: Sought, facts: Facts): Figure | null {
  const { bound, placed, sentence } = sought
  if (bound === null || bound.grip === 'firm' || digitsOf(placed.number) < 2) return null
  const names = sentence.values
    .filter((mention) => !isOwned(mention, placed, sentence))
    .flatMap(({ meaning }) => meaning.map(({ name }) => name))
  const named = inWindow(names, placed, sentence).flatMap((name) => facts.byName.get(name) ?? [])
  return among(named.filter(isLikelyFor(sought)), sought, facts)
}

/** `down by more than a fifth`: nothing is named, and what went down is a change. */
function changeOf(sought: Sought, facts: Facts): Figure | null {
  if (polarityOf(sought.placed, sought.sentence) === 0) return null
  return among(
    facts.figures.filter(({ name }) => /change/i.test(name)),
    sought,
    facts,
  )
}

/** Three digits or more that are those of a value are no accident, where the name stands far off. */
function byItself(sought: Sought, facts: Facts): Figure | null {
  const { bound, placed } = sought
  if (bound?.grip !== 'far' || digitsOf(placed.number) < 3) return null
  return among(facts.figures.filter(isLikelyFor(sought)), sought, facts)
}

function digitsOf({ text }: NumberInText): number {
  return text.replaceAll(/\D/g, '').replace(/^0+/, '').length
}

function among(figures: readonly Figure[], sought: Sought, facts: Facts): Figure | null {
  const { symbols, placed, sentence } = sought
  const found = figures.filter(
    (figure) =>
      symbols.includes(figure.symbol) &&
      (placed.number.kind !== 'duration' || isCountOfDays(figure)) &&
      isSized(figure, placed, sentence) &&
      isSigned(figure, placed, sentence) &&
      !isBeyond(figure, placed, { sentence, facts }),
  )
  const current = found.find(({ isPast }) => !isPast)
  const isOld = sought.isPast ?? isOfThen(placed, sentence, facts)
  if (current !== undefined && !isOld) return current
  const past = found.find(({ isPast }) => isPast)
  const isSaid = sought.isPast ?? saysPast(placed, sentence, facts)
  return past !== undefined && isSaid ? past : null
}

/** `closed at 116 on 30 December 2016`: the close of another day has a name of its own. */
function namesOf(
  { bound, placed: { number }, sentence }: Sought,
  facts: Facts,
): readonly string[] | null {
  const names = bound?.names ?? null
  if (facts.principal === null || names?.includes(facts.principal) !== true) return names
  if (isAgo(number, sentence)) return [...names, ...facts.earlierNames]
  const [nearest] = sentence.dates.toSorted((one, other) => gap(one) - gap(other))
  if (nearest === undefined || gap(nearest) > 60) return names
  const starts = facts.days.filter(({ name, iso }) => name !== 'asOf' && isThat(nearest, iso))
  const main = facts.principal.toLowerCase()
  const known = [...facts.byName.keys()]
  return [...names, ...known.filter((name) => starts.some((day) => isCloseOf(day.name, name)))]

  /** `monthlyClose` is of `monthlyEnd`. */
  function isCloseOf(day: string, name: string): boolean {
    const isSame = wordsOfKey(day)[0] === wordsOfKey(name)[0]
    return name.startsWith(day) || (isSame && name.toLowerCase().endsWith(main))
  }

  function gap({ start, end }: DateInText): number {
    const [from, to] = start >= number.end ? [number.end, start] : [end, number.start]
    const isAnothers = sentence.numbers.some(({ number: { start: at } }) => at > from && at < to)
    return isAnothers || sentence.text.slice(from, to).includes(';') ? Infinity : to - from
  }
}

/** `one year earlier it cost 116`: some other price than the newest. */
function isAgo({ start, end }: NumberInText, { text }: Sentence): boolean {
  const [before, after] = [text.slice(Math.max(0, start - 60), start), text.slice(end, end + 24)]
  const isBefore = /\b(?:ago|earlier|before|previously|back then)\b[^\d;]*$/i.test(before)
  return isBefore || /^[^\d;]*\b(?:ago|earlier|before)\b/i.test(after)
}

/** Whether the value that a number is said to be has its size and the other sign: then nothing else explains it. */
export function isReversed(
  { bound, symbols, placed, sentence }: Sought,
  { byName }: Facts,
): boolean {
  const figures = bound?.names.flatMap((name) => byName.get(name) ?? []) ?? []
  return figures.some(
    (figure) =>
      symbols.includes(figure.symbol) &&
      isSized(figure, placed, sentence) &&
      !isSigned(figure, placed, sentence),
  )
}

/** `well above the 37 % of another` is a level. */
function isBehindSide({ from }: Placed, { words }: Sentence): boolean {
  const before = words.slice(Math.max(0, from - 10), from)
  return before.some(({ text }) => /^(?:above|below|over|under|than)$/.test(text))
}

/** What `gained 12 %` may be of, where nothing is named. */
const moving = /change|growth|excess|drawdown|roc/i

/** A small bare number that nothing names is no price and no percentage. */
function isLikelyFor({ placed, sentence }: Sought): (figure: Figure) => boolean {
  const { kind, size, tolerance, text } = placed.number
  const [next, than] = [0, 1].map((ahead) => sentence.words[placed.to + ahead]?.text)
  const isBeyondIt = /^(?:above|below|under|beneath)$/.test(next ?? '')
  const isCompared = kind === 'percent' && (isBeyondIt || (than === 'than' && sideOf(next) !== 0))
  const isMoved =
    kind === 'percent' && polarityOf(placed, sentence) !== 0 && !isBehindSide(placed, sentence)
  const isPoints = /percentage points?$|\bpp$/i.test(text)
  const isSmall = kind === 'plain' && size < 100 && tolerance === 0.5
  return ({ unit, source, name }) => {
    if (isPoints && !/excess/i.test(name)) return false
    if (isMoved && !moving.test(name)) return false
    if (/^(?:above|below)/i.test(name) || (kind === 'percent' && unit === 'ratio')) return false
    if (isCompared && !/change|growth/i.test(name)) return false
    if (source.includes('.arguments.')) return kind !== 'money'
    return !isSmall || (unit !== 'percent' && unit !== 'fraction' && !isMoney(unit))
  }
}

function isSized({ value, unit }: Figure, placed: Placed, sentence: Sentence): boolean {
  return factorsFor(placed.number, unit).some((factor) =>
    isAbout({ placed, sentence }, Math.abs(value) * factor),
  )
}
