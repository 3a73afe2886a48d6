import type { ModelRequest } from '../../core/model.ts'

export type Schema = NonNullable<ModelRequest['schema']>
type Json = Readonly<Record<string, unknown>>

/**
 * The schema in the form that OpenAI enforces to the letter, where it can be: the root is an object, and every
 * object is closed and needs all its properties (guide to structured outputs). What it does not enforce is
 * left out, for whoever asked validates the answer. Undefined: it can be asked for, but not enforced.
 */
export function strictForm(json: Json): Json | undefined {
  return json['type'] === 'object' && isStrict(json) ? withoutUnenforced(json) : undefined
}

/** The schema in words, for a server that knows no other way. */
export function inWords({ json }: Schema): string {
  return `Answer with one JSON value that follows this JSON schema, and with nothing else:\n${JSON.stringify(json)}`
}

function isStrict(json: unknown): boolean {
  if (Array.isArray(json)) return json.every(isStrict)
  if (!isRecord(json)) return true
  const hasUnknown = Object.keys(json).some((word) => unenforceable.has(word))
  return !hasUnknown && isClosed(json) && Object.values(json).every(isStrict)
}

/** Words that change what is allowed in ways that are refused: leaving them out would allow something else. */
const unenforceable = new Set([
  'allOf',
  'dependentRequired',
  'dependentSchemas',
  'else',
  'if',
  'not',
  'patternProperties',
  'then',
])

function isClosed(json: Json): boolean {
  const { type, properties, required, additionalProperties } = json
  if (type !== 'object') return true
  if (additionalProperties !== false || !isRecord(properties)) return false
  const names = Array.isArray(required) ? required : []
  return Object.keys(properties).every((name) => names.includes(name))
}

/** A property may well be called `default`: names of properties are no words of the schema. */
function withoutUnenforced(json: Json): Json {
  const kept = Object.entries(json).filter(([word]) => !unenforced.has(word))
  return Object.fromEntries(
    kept.map(([word, value]) => [known[word] ?? word, cleaned(word, value)]),
  )
}

/** Where the alternatives exclude one another, any one of them is one of them. */
const known: Readonly<Record<string, string | undefined>> = { oneOf: 'anyOf' }

function cleaned(word: string, value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((item) => (isRecord(item) ? withoutUnenforced(item) : item))
  if (!isRecord(value)) return value
  if (!namedSchemas.has(word)) return withoutUnenforced(value)
  const entries = Object.entries(value)
  return Object.fromEntries(
    entries.map(([name, json]) => [name, isRecord(json) ? withoutUnenforced(json) : json]),
  )
}

const namedSchemas = new Set(['properties', '$defs', 'definitions'])

/** Words that only narrow what is allowed, or say nothing of it. */
const unenforced = new Set([
  '$schema',
  'contains',
  'default',
  'maxContains',
  'maxLength',
  'maxProperties',
  'minContains',
  'minLength',
  'minProperties',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'uniqueItems',
])

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
