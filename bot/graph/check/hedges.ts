import type { NumberInText } from './numbers.ts'
import { currenciesOf } from './units.ts'
import type { Word } from './words.ts'

const about =
  /(?:^| )(?:about|around|roughly|approximately|some|circa|ca|nearly|almost|rund|etwa|environ)$/
const almost = /(?:^| )(?:nearly|almost|close to|approaching|not quite|nigh on)$/
const least =
  /(?:^| )(?:over|above|exceeding|beyond|past|tops|topping|exceeds|at least|no less than|(?:more|higher|greater|better|larger) than|north of|excess of|upwards? of)$/
const most =
  /(?:^| )(?:under|below|within|up to|at most|(?:less|fewer|lower|smaller) than|short of|shy of|south of)$/

interface Stated {
  readonly number: NumberInText
  readonly size: number
}

/** `about 230 billion`, `more than 20 %`, `just under 2 million`: words that make a round number true of more. */
export function reachesFrom(
  words: readonly Word[],
  from: number,
  { number, size }: Stated,
): boolean {
  const gap = Math.abs(size - number.size) / size
  const isRound = number.roughness > number.tolerance
  const isExact = !isRound && number.tolerance < number.size / 2_000
  if (isExact || gap > (isRound ? 0.25 : 0.13)) return false
  const before = words.slice(Math.max(0, from - 4), from).map(({ text }) => text)
  const last = (isCurrency(before.at(-1)) ? before.slice(0, -1) : before).join(' ')
  if (almost.test(last) && isRound && size <= number.size)
    return gap <= (number.isWord ? 0.1 : 0.05)
  if (about.test(last)) return gap <= (number.isWord ? 0.1 : 0.065) && isRough(number, size)
  if (!isRound && !number.isWord && gap > 0.1) return false
  if (least.test(last)) return size >= number.size
  return most.test(last) && size <= number.size
}

/** Rounded the way it is written, or as far as `less than` goes. */
export function isAbout(
  {
    placed: { number, from },
    sentence: { words },
  }: {
    readonly placed: { readonly number: NumberInText; readonly from: number }
    readonly sentence: { readonly words: readonly Word[] }
  },
  size: number,
): boolean {
  return isNear(number, size) || reachesFrom(words, from, { number, size })
}

/** Rounded the way the number is written, the value is the number. */
export function isNear({ size, tolerance, nextScale }: NumberInText, value: number): boolean {
  return [1, nextScale].some((scale) => {
    const slack = tolerance * scale * (1 + 1e-9) + value * 1e-12
    return Math.abs(value - size * scale) <= slack
  })
}

function isCurrency(word = ''): boolean {
  return currenciesOf(word.length === 3 ? word.toUpperCase() : word) !== null
}

function isRough({ roughness, size: said }: NumberInText, size: number): boolean {
  return Math.abs(size - said) <= roughness
}
