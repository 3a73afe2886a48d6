import type { Facts } from './facts.ts'
import { type Figure, isComparable } from './figures.ts'
import { isAbout, isNear } from './hedges.ts'
import type { Sought } from './match.ts'
import { isMoney } from './units.ts'

interface Given {
  /** Values that the sentence gives as numbers. */
  readonly matched: readonly Figure[]
  /** Those, and the ones that it names. */
  readonly spoken: readonly Figure[]
  readonly facts: Facts
}

/** The values that a number comes out of in a way that two values hardly ever do by accident. */
export function givenBy(sought: Sought, given: Given): readonly Figure[] | null {
  return (
    shareOf(sought, given) ??
    multipleOf(sought, given) ??
    restOf(sought, given) ??
    productOf(sought, given)
  )
}

/** Two numbers of the sentence, one as a share or a multiple of the other: `1.4 bn of 3.3 bn is 43 %`. */
function shareOf(sought: Sought, { matched }: Given): readonly Figure[] | null {
  const { kind } = sought.placed.number
  if (kind !== 'percent' && kind !== 'times') return null
  const factor = kind === 'percent' ? 100 : 1
  return pairIn(matched, matched, (part, whole) => {
    const isPart = isAmount(part) && part.symbol === whole.symbol && part.value < whole.value
    const share = Math.abs(part.value / whole.value) * factor
    return isPart && isComparable(part, whole) && isAbout(sought, share)
  })
}

/** `a loss of 27.86 is more than twice the ATR of 11.44`: of an amount that is judged on its own. */
function multipleOf(sought: Sought, { matched }: Given): readonly Figure[] | null {
  if (sought.placed.number.kind !== 'times') return null
  const amounts = sought.sentence.numbers.filter(({ number }) => number.kind === 'money')
  const found = matched.find(
    ({ unit, value }) =>
      isMoney(unit) && amounts.some(({ number }) => isAbout(sought, number.size / Math.abs(value))),
  )
  return found === undefined ? null : [found]
}

function isAmount({ unit }: Figure): boolean {
  return isMoney(unit) || unit === 'count'
}

const remainders =
  /\b(?:not|miss\w*|fail\w*|wrong|others?|rest|remain\w*|neither|without|late|lack\w*|un\w{4,}|none|except|left|outstanding|open|pending)\b|n't\b/i

/** `37 of the 86 calls missed`, `the other 7 % were late`: what a count or a share leaves of the whole. */
function restOf(sought: Sought, { matched, facts: { figures } }: Given): readonly Figure[] | null {
  const { number } = sought.placed
  if (!remainders.test(sought.sentence.text)) return null
  if (number.kind === 'percent') {
    const part = figures.find((figure) => isAbout(sought, 100 - shareIn(figure)))
    return part === undefined ? null : [part]
  }
  if (number.kind !== 'plain') return null
  const counts = figures.filter(({ unit, value }) => unit === 'count' && value > 0)
  const wholes = matched.filter(({ unit }) => unit === 'count')
  return pairIn(wholes, counts, (whole, part) => {
    return part.place === whole.place && isNear(number, whole.value - part.value)
  })
}

/** A fraction or a rate in percent; NaN for what is no part of a whole. */
function shareIn({ unit, name, value }: Figure): number {
  if (unit === 'fraction') return value * 100
  return unit === 'percent' && /share|rate/i.test(name) ? value : NaN
}

/** `38 % of the budget, that is 480,000`; `24 tickets at 7 dollars each`. */
function productOf(sought: Sought, { matched, spoken }: Given): readonly Figure[] | null {
  if (sought.placed.number.kind !== 'money') return null
  const amounts = spoken.filter(({ unit }) => isMoney(unit))
  return pairIn(matched.filter(isTimes), amounts, (times, amount) => {
    const factor = times.unit === 'percent' ? times.value / 100 : times.value
    return times.symbol === amount.symbol && isAbout(sought, Math.abs(amount.value * factor))
  })
}

function isTimes({ unit }: Figure): boolean {
  return unit === 'percent' || unit === 'fraction' || unit === 'count'
}

function pairIn(
  ones: readonly Figure[],
  others: readonly Figure[],
  isPair: (one: Figure, other: Figure) => boolean,
): readonly Figure[] | null {
  for (const one of ones) {
    const other = others.find((each) => each !== one && isPair(one, each))
    if (other !== undefined) return [one, other]
  }
  return null
}
