import type { Facts } from './facts.ts'
import type { Placed, Sentence } from './sentence.ts'
import { factorsFor } from './units.ts'

/** `Nikkei at 50,837`: what stands right behind a symbol, in a sentence that names nothing before it, is its price. */
export function isPriceOf(placed: Placed, sentence: Sentence, facts: Facts): boolean {
  const { number, from, to } = placed
  const { words, symbols, values } = sentence
  const mention = symbols.findLast((each) => each.to <= from)
  if (mention === undefined || values.some((each) => each.to <= from)) return false
  const between = words.slice(mention.to, from).map(({ text }) => text)
  const isRange = /^ ?[–-]/.test(words[to]?.gap ?? '')
  if (isRange || between.length > 1 || between.some((text) => text !== 'at')) return false
  const prices = facts.byName.get(facts.principal ?? '') ?? []
  return prices.some(({ symbol, value, unit }) => {
    const isOf = mention.meaning.includes(symbol) && !isShare(number.kind)
    const size = factorsFor(number, unit).map((factor) => number.size / factor)[0] ?? 0
    return isOf && size > value / 4 && size < value * 4
  })
}

function isShare(kind: string): boolean {
  return kind !== 'money' && kind !== 'plain'
}
