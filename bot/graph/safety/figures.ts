import type { ErrorCode } from '../../../core/errors.ts'
import type { Evidence, Value } from '../../../core/types.ts'

const figures = Symbol('figures')

/** What a model with tools is told of a result, as JSON. Made here and nowhere else. */
export interface Figures {
  readonly [figures]: true
  readonly text: string
}

/** Why nothing came of a call: words of our own, and of the schema that the model was shown. */
export interface Refusal {
  readonly code: ErrorCode
  readonly message?: string
}

/**
 * The numbers and days of the evidence, under the names that we gave them. Whatever else stands in it, headlines,
 * publishers, names of companies, somebody else may have written.
 */
export function figuresOf(evidence: readonly Evidence[]): Figures {
  return { [figures]: true, text: JSON.stringify({ results: evidence.map(viewOf) }) }
}

export function refusal({ code, message }: Refusal): Figures {
  const error = { code, ...(message !== undefined && { message: message.slice(0, longest) }) }
  return { [figures]: true, text: JSON.stringify({ error }) }
}

/** In characters. */
const longest = 500

function viewOf({ tool, arguments: asked, asOf, freshness, values, units }: Evidence) {
  return {
    tool,
    arguments: plainly(asked, isCode),
    asOf: isDay(asOf) ? asOf : null,
    freshness,
    values: rounded(plainly(values, isDay)),
    units: plainly(units, isUnit),
  }
}

/** Without what is missing, and without text that is not of that form. */
function plainly(
  values: Readonly<Record<string, Value>>,
  isPlain: (text: string) => boolean,
): Record<string, Value> {
  const kept = Object.entries(values).filter(
    ([name, value]) =>
      isName(name) && (typeof value === 'string' ? isPlain(value) : value !== null),
  )
  return Object.fromEntries(kept)
}

/** Enough to choose by: nobody quotes what the planner reads. */
const digits = 6

function rounded(values: Readonly<Record<string, Value>>): Record<string, Value> {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? Number(value.toPrecision(digits)) : value,
  ])
  return Object.fromEntries(entries)
}

function isName(text: string): boolean {
  return /^[a-z][A-Za-z0-9]{0,40}$/.test(text)
}

/** A symbol, a period: too short and too bare for a sentence. */
export function isCode(text: string): boolean {
  return /^(?:\^?[A-Z0-9][A-Z0-9.&=-]{0,15}|\d{1,3}(?:d|w|mo|y)|ytd|max)$/.test(text)
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/.test(text)
}

/** A currency, or one of the units that `Evidence` names. */
function isUnit(text: string): boolean {
  return /^[A-Z]{3}$/.test(text) || units.has(text)
}

const units: ReadonlySet<string> = new Set([
  'count',
  'date',
  'days',
  'fraction',
  'percent',
  'points',
  'ratio',
  'shares',
])
