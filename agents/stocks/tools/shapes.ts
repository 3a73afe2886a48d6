import { z } from 'zod'

import type { Finding, Verdict } from '../../../core/types.ts'
import { isSymbol } from '../data/symbol.ts'

export const symbol = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isSymbol, 'a symbol like AAPL, RELIANCE.NS or ^GSPC')
  .describe('Symbol as exchanges write it: AAPL, RELIANCE.NS, ^GSPC.')

export const period = z
  .string()
  .regex(/^(\d{1,3}(d|w|mo|y)|ytd|max)$/, 'a period like 6mo, 1y, ytd or max')
  .nullable()
  .default(null)
  .describe('How far back changes are measured: 5d, 6mo, 1y, ytd, max; a year when null.')

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day like 2017-12-29')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'a day like 2017-12-29')
  .describe('A day in the past: 2017-12-29. Where nothing was traded, the last day before it.')

const value = z.union([z.number(), z.string(), z.null()])

export const findingShape = z.strictObject({
  analyst: z.string(),
  symbol: z.string(),
  score: z.number().min(-1).max(1).nullable(),
  abstained: z.string().nullable(),
  signals: z.array(
    z.strictObject({
      name: z.string(),
      reading: z.string(),
      direction: z.number(),
      weight: z.number(),
    }),
  ),
  facts: z.array(
    z.strictObject({
      tool: z.string(),
      source: z.string(),
      asOf: z.string(),
      freshness: z.string(),
      values: z.record(z.string(), value),
      units: z.record(z.string(), z.string()),
    }),
  ),
  notes: z.array(z.string()),
})

export const verdictShape = z.strictObject({
  symbol: z.string(),
  rating: z.string(),
  score: z.number(),
  confidence: z.number().min(0).max(1),
  coverage: z.string(),
  price: z.number().nullable(),
  currency: z.string().nullable(),
  asOf: z.string(),
  freshness: z.string(),
  changes: z.array(z.string()),
  risks: z.array(z.string()),
})

/** Without what only charts are drawn from. */
export function findingView(finding: Finding) {
  const { analyst, symbol: of, score, abstained, evidence, signals, notes } = finding
  return {
    analyst,
    symbol: of,
    score,
    abstained,
    signals: [...signals],
    notes: [...notes],
    facts: evidence.map(({ tool, source, asOf, freshness, values, units }) => ({
      tool,
      source,
      asOf,
      freshness,
      values: { ...values },
      units: { ...units },
    })),
  }
}

export function verdictView({ symbol: of, rating, confidence, coverage, ...rest }: Verdict) {
  const { evidence, call, changes, risks } = rest
  return {
    symbol: of,
    rating,
    score: Number(evidence.values['score']),
    confidence,
    coverage,
    price: call?.price ?? null,
    currency: call?.currency ?? null,
    asOf: evidence.asOf,
    freshness: evidence.freshness,
    changes: [...changes],
    risks: [...risks],
  }
}
