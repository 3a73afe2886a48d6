import { expect, it } from 'vitest'
import { z } from 'zod'

import { isStrict } from './schema.ts'

const closed = z.strictObject({ symbol: z.string() })

it.each([
  ['a closed object', closed, true],
  ['closed objects inside', z.strictObject({ all: z.array(closed), one: closed.nullable() }), true],
  ['an open object', z.looseObject({ symbol: z.string() }), false],
  ['an optional property', z.strictObject({ symbol: z.string().optional() }), false],
  ['an open object inside', z.strictObject({ all: z.array(z.looseObject({})) }), false],
  ['a map', z.strictObject({ map: z.record(z.string(), z.number()) }), false],
])('knows whether %s can be enforced', (_, schema, strict) => {
  expect(isStrict(z.toJSONSchema(schema))).toBe(strict)
})
