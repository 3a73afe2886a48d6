import type { Facts } from './facts.ts'
import { isLoose } from './nearness.ts'
import type { Placed, Sentence } from './sentence.ts'
import { factorsFor } from './units.ts'

type Mention = Sentence['values'][number]

const joins = /^(?:and|or|versus|vs|against|compared|with|to|respectively)$/

/** A line of more numbers is no prose. */
const most = 24

/** `the MACD is below its signal line: −0.81 versus 0.21`: as many numbers as names before them, each in its turn. */
export function inTurn(placed: Placed, sentence: Sentence, facts: Facts): Mention | null {
  if (sentence.values.length === 0 || sentence.numbers.length > most) return null
  const run = runOf(placed, sentence)
  if (run.length < 2) return null
  const [start, end] = [run[0]?.from ?? 0, run.at(-1)?.to ?? 0]
  const last = sentence.numbers.findLast(({ to }) => to <= start)?.to ?? 0
  const named = sentence.values.filter(
    (mention) => mention.from >= last && mention.to <= start && isFit(mention, placed, facts),
  )
  const isBehind = sentence.values.some(({ from }) => from >= start && from <= end + 1)
  if (isBehind || named.length !== run.length) return null
  return named[run.indexOf(placed)] ?? null
}

function isFit(mention: Mention, { number }: Placed, { byName }: Facts): boolean {
  return (
    !isLoose(mention) &&
    mention.meaning.some(
      ({ name }) =>
        byName.get(name)?.some(({ unit }) => factorsFor(number, unit).length > 0) === true,
    )
  )
}

/** The numbers of its kind that nothing but commas and joining words stand between. */
function runOf(placed: Placed, { numbers, words, silent }: Sentence): readonly Placed[] {
  const at = numbers.indexOf(placed)
  let [first, last] = [at, at]
  while (isNext(first - 1)) first -= 1
  while (isNext(last)) last += 1
  return numbers.slice(first, last + 1)

  function isNext(index: number): boolean {
    const [one, next] = [numbers[index], numbers[index + 1]]
    if (one === undefined || next === undefined || one.number.kind !== next.number.kind)
      return false
    if (/[;|\n]/.test(words[next.from]?.gap ?? '')) return false
    const between = words.slice(one.to, next.from)
    return between.every(({ text }, ahead) => joins.test(text) || silent.has(one.to + ahead))
  }
}
