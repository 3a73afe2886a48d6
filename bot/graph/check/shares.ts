import type { Facts } from './facts.ts'
import type { Figure } from './figures.ts'
import { perCoin } from './numbers.ts'
import type { Placed, Sentence } from './sentence.ts'
import { isMoney } from './units.ts'

/** What is never a part of something: how far it moved, or how far off it is. */
const moves = /change|growth|below|above|return|excess|volatility|drawdown|yield/i

/** `22 % of revenue`, `56 cents of every dollar of sales`: where the whole is named, its words; else null. */
export function wholeOf({ from, to, number }: Placed, { words, values, text }: Sentence) {
  if (number.kind !== 'percent') return null
  const at = /^(?:cents?|paise)$/.test(words[to]?.text ?? '') ? to + 1 : to
  const isOf = words[at]?.text === 'of' || (perCoin.test(text) && at > to)
  const behind = values.find((mention) => mention.from > at && mention.from <= at + 5)
  if (isOf) return behind ?? null
  const ahead = values.find(
    (mention) => mention.to === from && words[mention.from - 1]?.text === 'of',
  )
  return ahead ?? null
}

/** Names of values that are parts of a whole: margins, fractions. */
export function partsIn({ byName }: Facts): readonly string[] {
  return [...byName].flatMap(([name, figures]) =>
    !moves.test(name) && figures.some(isPart) ? [name] : [],
  )
}

/** Names of ratios: of debt to equity, of price to earnings. */
export function ratiosIn({ byName }: Facts): readonly string[] {
  return [...byName].flatMap(([name, figures]) =>
    figures.some(({ unit }) => unit === 'ratio') ? [name] : [],
  )
}

function isPart({ unit }: Figure): boolean {
  return unit === 'percent' || unit === 'fraction'
}

/** Whether an amount that is no price is spoken of besides the whole: then it is the part. */
export function hasPart(
  whole: Sentence['values'][number],
  { values }: Sentence,
  { byName }: Facts,
): boolean {
  return values.some(
    (mention) =>
      mention !== whole &&
      mention.meaning.some(
        ({ name, isLoose }) =>
          !isLoose && byName.get(name)?.some(({ unit }) => isMoney(unit)) === true,
      ),
  )
}
