import { describe, expect, it } from 'vitest'

import type { Freshness } from '../../../core/types.ts'
import { apple, fundamental, sentiment, technical } from '../narrator/fixtures.ts'
import { agreementOf, confidenceOf, coverageOf, freshnessOf } from './confidence.ts'
import { trustOf } from './trust.ts'
import { votesOf } from './votes.ts'

interface Scores {
  readonly technical: number
  readonly fundamental: number
  readonly sentiment: number
}

function votes(scores: Scores, freshness: Freshness = 'closed') {
  const company = { ...apple, scores, freshness }
  return votesOf([technical(company), fundamental(company), sentiment(company)])
}

const unison = { technical: 0.4, fundamental: 0.4, sentiment: 0.4 }

it('is whole where all vote alike on fresh data', () => {
  expect(confidenceOf(votes(unison))).toBe(1)
})

it('is the product of agreement, coverage and freshness', () => {
  const company = { ...apple, freshness: 'delayed' as const }
  const two = votesOf([technical(company), sentiment(company)])
  const product = agreementOf(two) * coverageOf(two) * freshnessOf(two)
  expect(confidenceOf(two)).toBeCloseTo(product, 4)
  expect(confidenceOf(two)).toBeLessThan(0.65 * 0.95)
})

it('stays within [0, 1] where the votes shout each other down', () => {
  const torn = votes({ technical: 1, fundamental: -1, sentiment: -1 })
  expect(agreementOf(torn)).toBe(0)
  expect(confidenceOf(torn)).toBe(0)
})

it('falls with every vote that is missing, asked for or not', () => {
  expect(coverageOf(votesOf([technical(apple)]))).toBeCloseTo(0.45)
  expect(coverageOf(votesOf([technical(apple), fundamental(apple)]))).toBeCloseTo(0.8)
})

it('trusts a vote as far as its worst evidence, by its weight', () => {
  const mixed = votesOf([technical(apple), fundamental({ ...apple, freshness: 'demo' })])
  expect(freshnessOf(mixed)).toBeCloseTo((0.45 * 1 + 0.35 * 0.25) / 0.8)
})

it('is not touched by what only stands beside the score', () => {
  const chart = technical(apple)
  const beside = ['stocks.quote', 'stocks.witness'].flatMap((tool) =>
    chart.evidence.slice(0, 1).map((each) => ({ ...each, tool, freshness: 'delayed' as const })),
  )
  const [vote] = votesOf([{ ...chart, evidence: [...chart.evidence, ...beside] }])
  expect(vote?.finding.evidence).toEqual(chart.evidence)
})

describe('trust', () => {
  const [fresh] = technical(apple).evidence
  if (fresh === undefined) throw new Error('a fixture without evidence')
  const stale = (asOf: string) => trustOf({ ...fresh, freshness: 'stale', asOf })

  it.each([
    ['live', 1],
    ['closed', 1],
    ['delayed', 0.95],
    ['demo', 0.25],
  ] as const)('in %s data is %d', (freshness, trust) => {
    expect(trustOf({ ...fresh, freshness })).toBe(trust)
  })

  it('fades with age down to a floor above synthetic data', () => {
    expect(stale('2017-12-23T09:00:00.000Z')).toBeCloseTo(0.9 * 0.5 ** (7 / 90))
    expect(stale('2017-10-01T09:00:00.000Z')).toBeCloseTo(0.45)
    expect(stale('2010-01-01')).toBe(0.4)
  })

  it('does not grow with a day in the future', () => {
    expect(stale('2018-03-01')).toBe(0.9)
  })
})
