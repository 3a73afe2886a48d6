import { expect, it } from 'vitest'

import { evidence } from '../fixtures.ts'
import { attacks } from './attacks.ts'
import { figuresOf, refusal } from './figures.ts'

it.each(attacks)('say nothing of %s, wherever it stands', (attack) => {
  const { text } = figuresOf([
    evidence(
      { close: 169.23, headline1: attack, [attack]: 7 },
      {
        arguments: { symbol: attack, [attack]: 'AAPL' },
        source: attack,
        asOf: attack,
        units: { close: attack, [attack]: 'USD' },
      },
    ),
  ])
  expect(JSON.parse(text)).toEqual({
    results: [
      {
        tool: 'test.tool',
        arguments: {},
        asOf: null,
        freshness: 'closed',
        values: { close: 169.23 },
        units: {},
      },
    ],
  })
})

it('are numbers and days, with what they are measured in and of whom they are', () => {
  const values = {
    close: 169.23,
    periodStart: '2016-12-30',
    beta: null,
    at: '2018-01-02T10:00:00Z',
  }
  const units = { close: 'USD', beta: 'ratio' }
  const arguments_ = { symbol: 'BAJAJ-AUTO.NS', period: '6mo', benchmark: '^NSEI' }
  const { text } = figuresOf([evidence(values, { units, arguments: arguments_ })])
  const { beta: _missing, ...known } = values
  expect(JSON.parse(text)).toMatchObject({
    results: [{ values: known, units, arguments: arguments_ }],
  })
})

it('are as exact as it takes to choose', () => {
  const { text } = figuresOf([evidence({ rsi14: 29.344547666329152, revenue: 1_234_567_890_123 })])
  expect(JSON.parse(text)).toMatchObject({
    results: [{ values: { rsi14: 29.3445, revenue: 1_234_570_000_000 } }],
  })
})

it('tell why a call came to nothing in a word, and no longer than need be', () => {
  expect(JSON.parse(refusal({ code: 'timeout' }).text)).toEqual({ error: { code: 'timeout' } })
  const { text } = refusal({ code: 'invalid', message: 'x'.repeat(5_000) })
  expect(text.length).toBeLessThan(600)
})
