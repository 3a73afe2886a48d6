import { describe, expect, it } from 'vitest'

import type { Brief, Reading } from '../../../core/project.ts'
import type { Evidence } from '../../../core/types.ts'
import { formatDate } from '../format.ts'
import { aspects } from '../understand/aspects.ts'
import { apple, aspectReading, brief, type Company, findings, reading, tesla } from './fixtures.ts'
import { narrate } from './narrate.ts'

const intents = ['analysis', 'comparison', 'ranking', 'overview', 'reason', 'changes']
const questions = ['How is it?', 'and now?', 'What do you think of it', 'Tell me more', 'Well?']

const symbols = ['AAPL', 'TSLA']
const asked: readonly Reading[] = [
  { ...reading('analysis', ['AAPL']), isLong: true },
  { ...reading('analysis', ['TSLA']), isLong: true },
  ...intents.flatMap((intent) => [reading(intent, ['AAPL']), reading(intent, symbols)]),
  ...Object.keys(aspects).flatMap((name) => [
    aspectReading(name, ['TSLA']),
    aspectReading(name, symbols),
  ]),
]

const briefs = asked.flatMap((each) =>
  questions.map((text) => brief(each, everything(each), { text })),
)

it('says no number that is not a value of the evidence, as the catalogue rounds it', () => {
  const loose = briefs.flatMap((each) => ungrounded(narrate(each), each))
  expect(loose).toEqual([])
})

it('reads the same for the same brief, and differently for another symbol or question', () => {
  expect(briefs.map(narrate)).toEqual(briefs.map(narrate))
  const openings = Array.from({ length: 40 }, (_, index) => {
    const symbol = `S${index}`
    const text = narrate(brief(reading('analysis', [symbol]), findings({ ...apple, symbol })))
    return text.replaceAll(symbol, 'S')
  })
  expect(new Set(openings).size).toBeGreaterThan(10)
})

describe('with values missing at random', () => {
  const random = randomOf(7)
  const thinned = Array.from({ length: 300 }, (_, index) => {
    const share = (index % 10) / 10
    const each = asked[index % asked.length] ?? reading('analysis', ['AAPL'])
    return brief(each, [
      ...findings(thin(apple, share, random)),
      ...findings(thin(tesla, share, random)),
    ])
  })

  it('leaves no trace of what is not there', () => {
    for (const each of thinned) {
      expect(narrate(each)).not.toMatch(/null|undefined|NaN|Infinity|\(\)|: \.| {2}|\$0\.00|\n{3}/)
    }
  })

  it('says no number that is not in the evidence', () => {
    expect(thinned.flatMap((each) => ungrounded(narrate(each), each))).toEqual([])
  })

  it('has no title without text below it', () => {
    for (const each of thinned) {
      expect(narrate(each)).not.toMatch(/\*\*[^*\n]+\*\*\n\n(?!- )|\*\*$/)
    }
  })
})

function everything({ symbols: wanted }: Reading) {
  return [apple, tesla].filter(({ symbol }) => wanted.includes(symbol)).flatMap(findings)
}

function thin(company: Company, share: number, random: () => number): Company {
  const some = (values: Company['prices']) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, random() < share ? null : value]),
    )
  return {
    ...company,
    prices: some(company.prices),
    indicators: some(company.indicators),
    levels: some(company.levels),
    fundamentals: some(company.fundamentals),
    sentiment: some(company.sentiment),
  }
}

/** Numerical Recipes' congruential generator: the same seed, the same run. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** The numbers of a reply that no evidence has. Quotations are their author's, and names of facts hold numbers. */
function ungrounded(text: string, { findings: found, verdicts }: Brief): readonly string[] {
  const evidence = [
    ...found.flatMap((finding) => finding.evidence),
    ...verdicts.map((verdict) => verdict.evidence),
  ]
  const own = datesOf(evidence).reduce(
    (rest, date) => rest.replaceAll(date, ''),
    text.replaceAll(/\[?“[^”]*”(?:\]\([^)]*\))?/g, '').replaceAll(names, ''),
  )
  const numbers = evidence
    .flatMap(({ values }) => Object.values(values))
    .filter((value) => typeof value === 'number')
  return [...own.matchAll(/(\d[\d,]*(?:\.\d+)?)(?: (million|billion|trillion))?/g)]
    .filter(
      ([, digits = '', scale = '']) => !numbers.some((value) => isShown(value, digits, scale)),
    )
    .map(([shown]) => `${shown} in: ${text}`)
}

const names = /(?:RSI|ADX|ATR|CCI|MFI|DI|%R) (?:14|20)|\d+-(?:day|week|month)|52 weeks/g

const scales: Readonly<Record<string, number>> = { million: 1e6, billion: 1e9, trillion: 1e12 }

function isShown(value: number, digits: string, scale: string): boolean {
  const plain = digits.replaceAll(',', '')
  const decimals = plain.split('.')[1]?.length ?? 0
  return (Math.abs(value) / (scales[scale] ?? 1)).toFixed(decimals) === plain
}

function datesOf(evidence: readonly Evidence[]): readonly string[] {
  const moments = evidence.flatMap(({ asOf, values }) => [asOf, ...Object.values(values)])
  const days = moments.filter(
    (moment) => typeof moment === 'string' && /^\d{4}-\d\d-\d\d/.test(moment),
  )
  return days.flatMap((day) => [formatDate(String(day)), String(day).slice(0, 10)])
}
