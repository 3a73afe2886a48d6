import type { ModelRequest } from '../../core/types.ts'

export type Schema = NonNullable<ModelRequest['schema']>

/**
 * Whether providers can enforce a JSON schema to the letter: every object in it is closed and needs all
 * its properties (OpenAI's guide to structured outputs). Any other schema is a request, not a promise.
 */
export function isStrict(json: unknown): boolean {
  if (Array.isArray(json)) return json.every(isStrict)
  if (!isRecord(json)) return true
  return isClosed(json) && Object.values(json).every(isStrict)
}

/** The schema in words, for a server that knows no other way. */
export function inWords({ json }: Schema): string {
  return `Answer with one JSON value that follows this JSON schema, and with nothing else:\n${JSON.stringify(json)}`
}

function isClosed(json: Readonly<Record<string, unknown>>): boolean {
  const { type, properties, required, additionalProperties } = json
  if (type !== 'object') return true
  if (additionalProperties !== false || !isRecord(properties)) return false
  const names = Array.isArray(required) ? required : []
  return Object.keys(properties).every((name) => names.includes(name))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
