import type { Evidence, Value } from '../../core/types.ts'
import {
  type callFacts,
  facts,
  type fundamentalFacts,
  type indicatorFacts,
  type levelFacts,
  type priceFacts,
  type quoteFacts,
  type rankingFacts,
  type recordFacts,
  type recommendationFacts,
  type sentimentFacts,
} from './facts.ts'
import { format, formatSigned } from './format.ts'

export type FactName =
  | keyof typeof priceFacts
  | keyof typeof quoteFacts
  | keyof typeof indicatorFacts
  | keyof typeof levelFacts
  | keyof typeof fundamentalFacts
  | keyof typeof sentimentFacts
  | keyof typeof recommendationFacts
  | keyof typeof recordFacts
  | keyof typeof callFacts
  | keyof typeof rankingFacts

/** What is known of one symbol: the values of its evidence, each under its one name. */
export interface Picture {
  readonly symbol: string
  readonly evidence: readonly Evidence[]
  /** Null where nobody found one. */
  readonly number: (name: FactName) => number | null
  /** A value without an entry in the catalogue too: a headline, a name. */
  readonly text: (name: string) => string | null
  /** As a person reads it, `$169.23`. */
  readonly shown: (name: FactName) => string | null
  /** With its direction in front, `+1.1%`. */
  readonly signed: (name: FactName) => string | null
  /** Without its direction, for sentences that say it in words: `fell 1.1%`. */
  readonly size: (name: FactName) => string | null
  /** The moment the value speaks of. */
  readonly asOf: (name: FactName) => string | null
  /** The tool that found it, `stocks.prices`. */
  readonly toolOf: (name: FactName) => string | null
}

export function pictureOf(symbol: string, evidence: readonly Evidence[]): Picture {
  const own = evidence.filter(({ arguments: { symbol: asked = symbol } }) => asked === symbol)
  const known = new Map(own.toReversed().flatMap((each) => entries(each, symbol)))
  const written = (name: FactName, write: typeof format, turn: (value: Value) => Value = same) => {
    const found = known.get(name)
    return found === undefined ? null : write(name, turn(found.value), found.currency)
  }
  return {
    symbol,
    evidence: own,
    number: (name) => numeric(known.get(name)?.value),
    text: (name) => textual(known.get(name)?.value),
    shown: (name) => written(name, format),
    signed: (name) => written(name, formatSigned),
    size: (name) =>
      written(name, format, (value) => (typeof value === 'number' ? Math.abs(value) : value)),
    asOf: (name) => known.get(name)?.asOf ?? null,
    toolOf: (name) => known.get(name)?.tool ?? null,
  }
}

export function isFact(name: string): name is FactName {
  return name in facts
}

interface Entry {
  readonly value: Value
  readonly currency: string | null
  readonly asOf: string
  readonly tool: string
}

/** An index is counted in points, whatever currency its source names. */
function entries({ values, units, asOf, tool }: Evidence, symbol: string): [string, Entry][] {
  const isIndex = symbol.startsWith('^')
  const said = Object.entries(values).filter(([, value]) => value !== null)
  return said.map(([name, value]) => [
    name,
    { value, currency: isIndex ? null : (units[name] ?? null), asOf, tool },
  ])
}

function numeric(value: Value | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function textual(value: Value | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function same(value: Value): Value {
  return value
}
