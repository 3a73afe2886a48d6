import { isThat } from './dates.ts'
import { headBefore, isSigned, phrasalSideOf, polarityOf, sideOf } from './direction.ts'
import type { Facts } from './facts.ts'
import { type Figure, isComparable } from './figures.ts'
import { givenBy } from './given.ts'
import { isAbout, isNear } from './hedges.ts'
import type { Sought } from './match.ts'
import { perCoin } from './numbers.ts'
import { isEarlier } from './order.ts'
import type { Placed, Sentence } from './sentence.ts'
import { factorsFor, isMoney } from './units.ts'
import { singleOf } from './words.ts'

const cues =
  /\b(?:above|below|over|under|higher|lower|more|less|fewer|larger|smaller|bigger|than|apart|gap|difference|between|spread|spans?|by|rise|rose|risen|fall|fell|gain(?:ed)?|lost|given|climbed|increase|decrease|from|times|per|short|within|of|twice|together|combined|total|sum|both|compared|versus|ahead|behind|separates?|away|each|apiece|distance|room|upside|downside)\b/i
const across =
  /\b(?:gap|difference|apart|spread|than|times|together|combined|total|both|two|versus|against|compared|better|worse|beats?|beaten|ahead|behind|leads?|trails?|lags?|edge|premium|discount|outperform\w*|outr[ua]n|outpaced?)\b/i
const summed = /\b(?:together|combined|total|sum)\b/i

const most = 14

/**
 * The two values that a number is the difference, ratio, change, share or sum of. Both must be spoken of in
 * the sentence, one by its name or its number: any two values would come out as something.
 */
export function derivedFrom(
  sought: Sought,
  matched: readonly Figure[],
  facts: Facts,
): readonly Figure[] | null {
  const { sentence, placed } = sought
  const isSaid = placed.number.isWord || matched.length > 0 || cues.test(sentence.text)
  if (!isSaid && !sentence.words.some(({ text }) => sideOf(text) !== 0)) return null
  const spoken = spokenOf(sought, matched, facts)
  const alone = spoken.filter((figure) => isOtherwise(sought, figure))
  if (alone.length > 0) return alone.slice(0, 1)
  const given = givenBy(sought, { matched: matched.slice(0, most), spoken, facts })
  if (given !== null) return given
  const all = [...spoken, ...mainOf(sought, facts)].filter(isFirst)
  for (const one of all) {
    for (const other of all) {
      if (one === other || !(spoken.includes(one) || spoken.includes(other))) continue
      const isPair = isComparable(one, other) || isRate(sought, one, other)
      if (isPair && isResult(sought, one, other, facts)) return [one, other]
    }
  }
  return changeFrom(sought, spoken, facts)
}

/** `four fifths, 81.7 %`; `doubled` of what grew by 100 %; `23 % more than usual` of what is 1.23 times that. */
function isOtherwise(sought: Sought, figure: Figure): boolean {
  const { value, unit, name } = figure
  const { number } = sought.placed
  if (unit === 'ratio' && number.kind === 'percent' && /ratio/i.test(name)) {
    const way = polarityOf(sought.placed, sought.sentence)
    return way === Math.sign(value - 1) && isAbout(sought, Math.abs(value - 1) * 100)
  }
  if (!number.isWord || !isSigned(figure, sought.placed, sought.sentence)) return false
  if (number.kind === 'percent' && (unit === 'percent' || unit === 'fraction'))
    return factorsFor(number, unit).some((factor) => isAbout(sought, Math.abs(value) * factor))
  if (unit !== 'percent') return false
  return (
    number.kind === 'times' && /change|growth|above/i.test(name) && isAbout(sought, 1 + value / 100)
  )
}

/** `the day's loss was 1.86 dollars`: what a change in percent comes to. */
function changeFrom(
  sought: Sought,
  spoken: readonly Figure[],
  facts: Facts,
): readonly Figure[] | null {
  const { placed, sentence } = sought
  if (placed.number.kind !== 'money' || !isSaidApart(placed, sentence, null)) return null
  const way = polarityOf(placed, sentence)
  const named = way === 0 || sentence.values.length > 0 ? spoken : facts.figures
  const changes = named.filter(({ name, unit }) => unit === 'percent' && /change/i.test(name))
  for (const change of changes) {
    const now = mainOf(sought, facts).find(
      (each) => each.symbol === change.symbol && each.isPast === change.isPast,
    )
    if (now === undefined || factorsFor(placed.number, now.unit).length === 0) continue
    const moved = now.value - now.value / (1 + change.value / 100)
    if (way !== -Math.sign(moved) && isNear(placed.number, Math.abs(moved))) return [now, change]
  }
  return null
}

function isFirst(figure: Figure, index: number, all: readonly Figure[]): boolean {
  return all.indexOf(figure) === index
}

/** Values whose numbers or names stand in the sentence. */
function spokenOf(sought: Sought, matched: readonly Figure[], facts: Facts): Figure[] {
  const { sentence, symbols } = sought
  const isAcross = across.test(sentence.text) || isBetween(sentence)
  const names = new Set([
    ...sentence.values.flatMap(({ meaning }) => meaning.map(({ name }) => name)),
    ...matched.map(({ name }) => name),
    ...(isBetween(sentence) && sentence.values.length === 0 ? changesIn(facts) : []),
    ...(anaphor.test(sentence.text) ? sought.heard : []),
    ...datedIn(sentence, facts),
    ...withinNames(sentence, facts),
    ...earlierOf(sought, facts),
  ])
  const named = [...names]
    .flatMap((name) => facts.byName.get(name) ?? [])
    .filter(({ symbol }) => (isAcross ? isOfNamed(symbol, sentence) : symbols.includes(symbol)))
  return [...matched, ...named].filter(isFirst).slice(0, most)
}

/** `the year's loss amounts to 888 rupees`: money that was gained or lost is a move from an earlier price. */
function earlierOf(
  { placed, sentence }: Sought,
  { byName, principal, earlierNames }: Facts,
): string[] {
  const isMove = sentence.words
    .slice(Math.max(0, placed.from - 6), placed.to + 4)
    .some(({ text }, at, all) => sideOf(text) !== 0 || phrasalSideOf(all, at) !== 0)
  if (placed.number.kind !== 'money' || principal === null || !isMove) return []
  const hasPast = byName.get(principal)?.some(({ isPast }) => isPast) === true
  return hasPast ? [principal, ...earlierNames] : [...earlierNames]
}

/** `3.8 times sales`, where evidence has no such ratio: the sales are spoken of. */
function withinNames({ values, words }: Sentence, { byName, lexicon }: Facts): string[] {
  const unknown = values.filter(({ meaning }) => meaning.every(({ name }) => !byName.has(name)))
  return unknown.flatMap(({ from, to }) =>
    words.slice(from, to).flatMap(({ text }) =>
      (lexicon.get(singleOf(text)) ?? [])
        .filter((entry) => entry.words.length === 1)
        .flatMap(({ meanings }) => meanings)
        .flatMap((meaning) => (meaning.type === 'value' ? [meaning.value.name] : [])),
    ),
  )
}

const before = /\b(?:last (?:time|look)|since|then|earlier|before|previous(?:ly)?|back in)\b/i

/** `cheaper than on 31 December` speaks of the close of that day, `less than last time` of the earlier one. */
function datedIn({ dates, text }: Sentence, { days, byName, principal }: Facts): string[] {
  const those = days.filter((day) => dates.some((date) => isThat(date, day.iso)))
  const named = [...byName.keys()].filter((name) =>
    those.some((day) => day.name !== 'asOf' && name.startsWith(day.name)),
  )
  const isThen = those.some((day) => day.isPast) || before.test(text)
  const hasPast = byName.get(principal ?? '')?.some(({ isPast }) => isPast) === true
  return isThen && hasPast && principal !== null ? [...named, principal] : named
}

/** `KO has outrun PEP by 17 points`: nothing is named, and everybody knows what. */
function changesIn({ byName }: Facts): string[] {
  return [...byName.keys()].filter((name) => /change/i.test(name))
}

/** Where two symbols are named, it is between them. */
function isOfNamed(symbol: string, sentence: Sentence): boolean {
  return !isBetween(sentence) || sentence.symbols.some(({ meaning }) => meaning.includes(symbol))
}

/** Two symbols are named: what is said may be of both. */
function isBetween({ symbols }: Sentence): boolean {
  return new Set(symbols.flatMap(({ meaning }) => meaning)).size > 1
}

function mainOf({ symbols }: Sought, { byName, principal }: Facts): readonly Figure[] {
  const main = byName.get(principal ?? '') ?? []
  return main.filter(({ symbol }) => symbols.includes(symbol))
}

/** `below the first of these`: what the sentence before named. */
const anaphor =
  /\b(?:the (?:first|second|former|latter)|of (?:these|those)|(?:above|below|than) (?:that|this|it|both|these|those))\b/i
const eachOf = / (?:per|each|apiece|every|an? \p{L}+[.;]?$)(?!\p{L})/iu

/** So much of one for each of the other. */
function isRate({ sentence: { text } }: Sought, one: Figure, other: Figure): boolean {
  return one.place === other.place && eachOf.test(text) && !isMoney(other.unit)
}

function isResult(sought: Sought, one: Figure, other: Figure, facts: Facts): boolean {
  const { number } = sought.placed
  if (isNear(number, Math.abs(one.value)) || isNear(number, Math.abs(other.value))) return false
  const { kind } = number
  if (isSum(sought, one, other)) return true
  if (kind === 'times')
    return one.value * other.value > 0 && isAbout(sought, one.value / other.value)
  if (kind === 'percent') return isPercent(sought, one, other, facts)
  if (kind === 'plain' && eachOf.test(sought.sentence.text)) {
    if (isAbout(sought, Math.abs(one.value / other.value))) return true
  }
  return isDifference(sought, one, other, facts)
}

function isDifference(sought: Sought, one: Figure, other: Figure, facts: Facts): boolean {
  const { placed, sentence } = sought
  if (!isOnSide(placed, sentence, [one, other]) || !isSaidApart(placed, sentence, one.unit))
    return false
  const difference = one.value - other.value
  const way = polarityOf(placed, sentence)
  const since = Number(isEarlier(other, facts)) - Number(isEarlier(one, facts))
  const isWay = since === 0 || way === 0 || Math.sign(difference * since) === way
  return (
    isWay &&
    factorsFor(placed.number, one.unit).some((factor) =>
      isAbout(sought, Math.abs(difference) * factor),
    )
  )
}

/** `54 above its 200-day average`: what is named behind the number is the smaller one. */
function isOnSide({ to }: Placed, { words, values }: Sentence, pair: readonly Figure[]): boolean {
  const [side, than] = [sideOf(words[to]?.text), words[to + 1]?.text === 'than']
  if (side === 0 || (!than && !beyond.test(words[to]?.text ?? ''))) return true
  const next = values.find(({ from }) => from > to && from <= to + 6)?.meaning ?? []
  const [named, ...more] = pair.filter((figure) => next.some(({ name }) => name === figure.name))
  const rest = pair.find((figure) => figure !== named)
  if (named === undefined || rest === undefined || more.length > 0) return true
  return Math.sign(rest.value - named.value) !== -side
}

/** `1 % under its average`, `both under their averages, A by 1 %`: a share of what is named behind the side. */
function isBase(placed: Placed, sentence: Sentence, { name }: Figure): boolean {
  const head = headBefore(placed, sentence)
  const at = head === -1 ? placed.to : head
  if (!beyond.test(sentence.words[at]?.text ?? '')) return true
  const next = sentence.values.filter(({ from }) => from > at && from <= at + 6)
  const named = next.flatMap(({ meaning }) => meaning)
  return named.length === 0 || named.some((each) => each.name === name)
}

const beyond = /^(?:above|below|over|under|beneath)$/

/** A word for a difference stands close by: any two values differ by something, and counts by little. */
function isSaidApart({ from, to }: Placed, { words }: Sentence, unit: string | null): boolean {
  if (phrasalSideOf(words, from - 1) !== 0) return true
  const near = words.slice(Math.max(0, from - 9), to + 3).map(({ text }) => text)
  return near.some((text) => apart.has(text) || (unit !== 'count' && sideOf(text) !== 0))
}

const apart = new Set(
  'than apart gap distance room upside downside between range difference spread span spans by differ differs fewer more separate separates away shy off'.split(
    ' ',
  ),
)

function isSum({ placed: { number }, sentence }: Sought, one: Figure, other: Figure): boolean {
  if (!summed.test(sentence.text)) return false
  const sum = Math.abs(one.value + other.value)
  return factorsFor(number, one.unit).some((factor) => isNear(number, sum * factor))
}

/** `22 % of revenue`, `56 cents of every dollar`, `a fifth of sales, 21 %`. */
function isShare({ from, to, number }: Placed, { words, values, text }: Sentence): boolean {
  if (number.isWord || perCoin.test(text) || /\bof which\b/i.test(text)) return true
  const at = /^cents?$/.test(words[to]?.text ?? '') ? to + 1 : to
  const whole = values.find((mention) => mention.to === from)
  return words[at]?.text === 'of' || words[(whole?.from ?? 0) - 1]?.text === 'of'
}

/** A change from the one to the other, a distance, a share, or points between two percentages. */
function isPercent(sought: Sought, one: Figure, other: Figure, facts: Facts): boolean {
  const { placed, sentence } = sought
  const isOfPercent = one.unit !== 'ratio' && factorsFor(placed.number, one.unit).length > 0
  if (isOfPercent) return isDifference(sought, one, other, facts)
  const change = (one.value / other.value - 1) * 100
  if (sentence.words[placed.from - 1]?.text === 'within') {
    return Math.abs(change) <= placed.number.size && Math.abs(change) >= placed.number.size / 4
  }
  const way = polarityOf(placed, sentence)
  if (isShare(placed, sentence)) {
    if (isAbout(sought, Math.abs(one.value / other.value) * 100)) return true
    if (way === 0) return false
  }
  if ((isEarlier(one, facts) && !isEarlier(other, facts)) || !isBase(placed, sentence, other))
    return false
  return (way === 0 || Math.sign(change) === way) && isAbout(sought, Math.abs(change))
}
