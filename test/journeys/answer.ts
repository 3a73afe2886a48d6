import { expect } from 'vitest'
import { z } from 'zod'

import type { Ended } from './command.ts'

const value = z.union([z.number(), z.string(), z.null()])

const evidence = z.strictObject({
  id: z.string().min(1),
  tool: z.string().regex(/^[a-z]+\.[a-z]+$/),
  arguments: z.record(z.string(), value),
  source: z.string().min(1),
  asOf: z.iso.date().or(z.iso.datetime()),
  fetchedAt: z.iso.datetime(),
  freshness: z.enum(['live', 'delayed', 'closed', 'stale', 'demo']),
  values: z.record(z.string(), value),
  units: z.record(z.string(), z.string()),
})

const verdict = z.strictObject({
  analyst: z.string(),
  symbol: z.string(),
  rating: z.string(),
  confidence: z.number().min(0).max(1),
  coverage: z.string(),
  changes: z.array(z.string()),
  risks: z.array(z.string()),
  evidence,
  call: z
    .strictObject({
      score: z.number().min(-1).max(1),
      price: z.number().positive(),
      currency: z.string().nullable(),
      calledOn: z.iso.date(),
      isDemo: z.boolean(),
    })
    .optional(),
})

/** What `ask --json` promises to programs: these fields and no others. */
const schema = z.strictObject({
  turnId: z.uuid(),
  threadId: z.string().startsWith('terminal:'),
  route: z.strictObject({
    project: z.string(),
    intent: z.string(),
    agents: z.array(z.string()),
    symbols: z.array(z.string()),
    period: z.string().nullable(),
  }),
  text: z.string().min(1),
  citations: z.array(
    z.strictObject({ start: z.int(), end: z.int(), from: z.array(z.string()).min(1) }),
  ),
  rating: z.string().nullable(),
  confidence: z.number().min(0).max(1).nullable(),
  coverage: z.string().nullable(),
  verdicts: z.array(verdict),
  evidence: z.array(evidence),
  charts: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        kind: z.enum(['price', 'comparison', 'confidence']),
        title: z.string().min(1),
        alt: z.string().min(1),
      }),
    )
    .optional(),
  choices: z.array(z.strictObject({ label: z.string(), text: z.string() })),
  usage: z.array(
    z.strictObject({
      provider: z.string(),
      model: z.string(),
      inputTokens: z.int().positive(),
      cachedInputTokens: z.int().nonnegative().optional(),
      cacheWriteTokens: z.int().nonnegative().optional(),
      outputTokens: z.int().positive(),
      estimated: z.boolean(),
    }),
  ),
  timings: z.record(z.enum(['plan', 'analyse', 'write', 'total']), z.number().nonnegative()),
})

export type Answer = z.infer<typeof schema>

/** The object that `ask --json` ended with, and nothing else on its output. */
export function answerOf({ code, stdout, stderr }: Ended): Answer {
  expect({ code, stderr }).toEqual({ code: 0, stderr })
  expect(stdout).toMatch(/^\{.*\}\n$/)
  return schema.parse(JSON.parse(stdout))
}

/** The value of one evidence, by the name of the tool and of the value. */
export function valueOf({ evidence: all }: Answer, tool: string, name: string, symbol?: string) {
  const found = all.find(
    (each) => each.tool === tool && (symbol === undefined || each.arguments['symbol'] === symbol),
  )
  return found?.values[name]
}

/**
 * The figures of a text that no value of the evidence rounds to, nor its age in days. Dates and names with
 * digits are none, and the words of a value may be quoted.
 */
export function unfounded({ text, evidence: all }: Answer): string[] {
  const values = all.flatMap((each) => Object.values(each.values))
  const sizes = [
    ...values.filter((each) => typeof each === 'number').map(Math.abs),
    ...all.map(ageDays),
  ]
  const words = values.filter((each) => typeof each === 'string')
  const quoted = new Set(words.flatMap((each) => figuresIn(each).map(([written]) => written)))
  return figuresIn(withoutDates(text, all))
    .filter(([, digits = '', scale = '']) => !sizes.some((size) => rounds(size, digits, scale)))
    .map(([written]) => written)
    .filter((written) => !quoted.has(written))
}

function ageDays({ asOf, fetchedAt }: Answer['evidence'][number]): number {
  return Math.floor((Date.parse(fetchedAt) - Date.parse(asOf)) / 86_400_000)
}

function figuresIn(text: string): RegExpExecArray[] {
  return [...text.matchAll(figure)]
}

const figure = /(\d[\d,]*(?:\.\d+)?)(?: (trillion|billion|million))?/g
const scales: Readonly<Record<string, number>> = { trillion: 1e12, billion: 1e9, million: 1e6 }

function rounds(size: number, digits: string, scale: string): boolean {
  const decimals = digits.split('.')[1]?.length ?? 0
  return (size / (scales[scale] ?? 1)).toFixed(decimals) === digits.replaceAll(',', '')
}

/** Only days that some evidence speaks of are dates; another day stays as the figures that it is. */
function withoutDates(text: string, all: Answer['evidence']): string {
  const known = all.flatMap(({ asOf, values }) => [asOf, ...Object.values(values)])
  const days = known.flatMap((each) => /^\d{4}-\d{2}-\d{2}/.exec(String(each))?.[0] ?? [])
  const written = days.flatMap((day) => [day, longDay(day)])
  return [...written, ...names].reduce((left, name) => left.replaceAll(name, ''), text)
}

function longDay(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  )
}

const names = ['RSI 14', '200-day', '50-day', '20-day', '12-day', '52-week', '52 weeks', 'S&P 500']
