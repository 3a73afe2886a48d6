import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { keyOf } from './words.ts'

/** A symbol that is not traded any more. */
export interface Former {
  readonly symbol: string
  /** The symbol that took its place; null where nothing did. */
  readonly successor: string | null
  readonly name: string
  /** What became of it, after its name: `was taken private in October 2022`. */
  readonly fate: string
}

const table: readonly Former[] = readFileSync(join(import.meta.dirname, 'former.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => {
    const [symbol = '', successor = '', name = '', fate = ''] = line.split('\t')
    return { symbol, successor: successor === '' ? null : successor, name, fate }
  })

const bySymbol = new Map(table.map((former) => [former.symbol, former]))
/** A name whose symbol has a successor is known by that, and `square` and `anthem` are words besides. */
const byName = new Map(
  table.filter(({ successor }) => successor === null).map((former) => [keyOf(former.name), former]),
)

export function formerSymbol(symbol: string): Former | undefined {
  const upper = symbol.toUpperCase()
  return bySymbol.get(upper) ?? bySymbol.get(upper.replace('.', '-'))
}

const byAnyName = new Map(table.map((former) => [keyOf(former.name), former]))

/** By name, also one that is a word besides: for where a share is asked for and nothing else is left. */
export function formerCompany(name: string): Former | undefined {
  return byAnyName.get(keyOf(name))
}

/** By symbol or by name: `TWTR`, `twitter`. */
export function formerly(text: string): Former | undefined {
  return formerSymbol(text) ?? byName.get(keyOf(text))
}
