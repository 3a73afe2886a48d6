import { z } from 'zod'

import { frameNames } from '../technical/frame-names.ts'

const column = z.array(z.number().nullable()).readonly()
const days = z.array(z.int()).min(1).readonly()

const origin = z.object({
  /** Who said so, `yahoo`. */
  source: z.string(),
  asOf: z.string(),
  fetchedAt: z.string(),
  isDemo: z.boolean(),
})

export type Origin = Readonly<z.infer<typeof origin>>

/** What a bar stands for; charts that were kept before there were others are of days. */
const frame = z.enum(frameNames).default('day')

/** Over so many bars; charts that were kept before there were weeks call them days. */
const average = z
  .union([
    z.object({ count: z.int(), values: column }),
    z
      .object({ days: z.int(), values: column })
      .transform(({ days: count, values }) => ({ count, values })),
  ])
  .readonly()

const priceSpec = z.object({
  kind: z.literal('price'),
  origin,
  frame,
  symbol: z.string(),
  name: z.string().nullable(),
  /** Null for an index, which is counted in points. */
  currency: z.string().nullable(),
  days,
  close: column,
  /** Absent where there are too many bars for candles. */
  candles: z.object({ open: column, high: column, low: column }).readonly().nullable(),
  volume: column.nullable(),
  averages: z.array(average).readonly(),
  rsi: column.nullable(),
  levels: z
    .array(z.object({ kind: z.enum(['support', 'resistance']), price: z.number() }).readonly())
    .readonly(),
  change: z.object({ percent: z.number(), since: z.string() }).readonly().nullable(),
})

const comparisonSpec = z.object({
  kind: z.literal('comparison'),
  origin,
  frame,
  /** Each is 100 on the first day that all have. */
  lines: z
    .array(z.object({ symbol: z.string(), days, values: column }).readonly())
    .min(1)
    .max(6)
    .readonly(),
  start: z.string(),
})

const confidenceSpec = z.object({
  kind: z.literal('confidence'),
  origin,
  symbol: z.string(),
  rating: z.string(),
  confidencePercent: z.number(),
  /** −1 to 1 each; null where an analyst has no vote. */
  votes: z
    .array(z.object({ analyst: z.string(), score: z.number().nullable() }).readonly())
    .readonly(),
})

export const chartSpec = z.discriminatedUnion('kind', [priceSpec, comparisonSpec, confidenceSpec])

export type PriceSpec = Readonly<z.infer<typeof priceSpec>>
export type ComparisonSpec = Readonly<z.infer<typeof comparisonSpec>>
export type ConfidenceSpec = Readonly<z.infer<typeof confidenceSpec>>

export type ChartSpec = PriceSpec | ComparisonSpec | ConfidenceSpec
