import { expect, it } from 'vitest'
import { z } from 'zod'

import { strictForm } from './schema.ts'

const closed = z.strictObject({ symbol: z.string() })

it.each([
  ['a closed object', closed, true],
  ['closed objects inside', z.strictObject({ all: z.array(closed), one: closed.nullable() }), true],
  ['an open object', z.looseObject({ symbol: z.string() }), false],
  ['an optional property', z.strictObject({ symbol: z.string().optional() }), false],
  ['an open object inside', z.strictObject({ all: z.array(z.looseObject({})) }), false],
  ['a union', z.strictObject({ one: z.union([closed, z.string()]) }), true],
  ['what is no object', z.array(closed), false],
  ['an intersection', z.strictObject({ both: z.intersection(closed, z.looseObject({})) }), false],
  ['a map', z.strictObject({ map: z.record(z.string(), z.number()) }), false],
])('knows whether %s can be enforced', (_, schema, isStrict) => {
  const json = z.toJSONSchema(schema)
  expect(strictForm(json) !== undefined).toBe(isStrict)
})

it('knows one of several by another word', () => {
  const kinds = ['buy', 'sell'].map((kind) => z.strictObject({ kind: z.literal(kind) }))
  const [buy = closed, sell = closed] = kinds
  const json = strictForm(z.toJSONSchema(z.strictObject({ order: z.xor([buy, sell]) })))
  expect(json).toMatchObject({ properties: { order: { anyOf: [{}, {}] } } })
})

it('leaves out what is not enforced, but no property of that name', () => {
  const schema = z.strictObject({
    default: z.string().min(2).max(9).regex(/^A/),
    tags: z.array(z.strictObject({ uniqueItems: z.boolean() })).min(1),
  })
  expect(strictForm(z.toJSONSchema(schema))).toEqual({
    type: 'object',
    properties: {
      default: { type: 'string', pattern: '^A' },
      tags: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: { uniqueItems: { type: 'boolean' } },
          required: ['uniqueItems'],
          additionalProperties: false,
        },
      },
    },
    required: ['default', 'tags'],
    additionalProperties: false,
  })
})
