/**
 * What OpenAI finds wrong with a schema that it is to enforce, after its guide to structured outputs: the root
 * is an object, every object is closed and needs all its properties, and only words that it knows are used.
 */
export function strictComplaint(schema: unknown): string | undefined {
  if (!isRecord(schema) || schema['type'] !== 'object') {
    return 'Invalid schema: schema must be a JSON Schema of \'type: "object"\'.'
  }
  return complaintAt(schema, 'root')
}

function complaintAt(schema: unknown, path: string): string | undefined {
  if (!isRecord(schema)) return undefined
  const unknown = Object.keys(schema).find((word) => !known.has(word))
  if (unknown !== undefined) return `Invalid schema: at ${path}, '${unknown}' is not permitted.`
  return complaintOfObject(schema, path) ?? complaintBelow(schema, path)
}

function complaintOfObject(schema: Json, path: string): string | undefined {
  if (schema['type'] !== 'object') return undefined
  if (schema['additionalProperties'] !== false) {
    return `Invalid schema: at ${path}, 'additionalProperties' is required to be supplied and to be false.`
  }
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const missing = Object.keys(below(schema, 'properties')).find((name) => !required.includes(name))
  return (
    missing &&
    `Invalid schema: at ${path}, 'required' must include every key; missing '${missing}'.`
  )
}

function complaintBelow(schema: Json, path: string): string | undefined {
  const named = ['properties', '$defs'].flatMap((word) => Object.entries(below(schema, word)))
  const listed = Array.isArray(schema['anyOf']) ? schema['anyOf'].entries() : []
  const all = [...named, ...listed, ['items', schema['items']] as const]
  for (const [name, child] of all) {
    const complaint = complaintAt(child, `${path}.${name}`)
    if (complaint) return complaint
  }
  return undefined
}

const known = new Set([
  '$defs',
  '$ref',
  'additionalProperties',
  'anyOf',
  'const',
  'description',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'items',
  'maxItems',
  'maximum',
  'minItems',
  'minimum',
  'multipleOf',
  'pattern',
  'properties',
  'required',
  'title',
  'type',
])

type Json = Readonly<Record<string, unknown>>

function below(schema: Json, word: string): Json {
  const value = schema[word]
  return isRecord(value) ? value : {}
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
