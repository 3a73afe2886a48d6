import { describe, expect, it } from 'vitest'

import { apple, brief, findings, fundamental, reading, technical, tesla } from './fixtures.ts'
import { narrate } from './narrate.ts'

const analysis = reading('analysis', ['AAPL'])

function lines(text: string): readonly string[] {
  return text.split('\n')
}

describe('data that is not what it looks like', () => {
  it('says in the first line that prices are synthetic', () => {
    const text = narrate(brief(analysis, findings({ ...apple, freshness: 'demo' })))
    expect(lines(text)[0]).toBe('**Demo data: synthetic, not real prices.**')
  })

  it('says which symbols and which kind when it is not all', () => {
    const mixed = [...findings(apple), technical({ ...tesla, freshness: 'demo' })]
    expect(narrate(brief(reading('comparison', ['AAPL', 'TSLA']), mixed))).toMatch(
      /^\*\*Demo data: synthetic, not real prices \(TSLA\)\.\*\*/,
    )
    const accounts = [technical(apple), fundamental({ ...apple, freshness: 'demo' })]
    expect(narrate(brief(analysis, accounts))).toMatch(
      /^\*\*Demo data: the fundamentals are synthetic, not real\.\*\*/,
    )
  })

  it('says what is synthetic of those whose prices are real', () => {
    const mixed = [
      technical({ ...tesla, freshness: 'demo' }),
      technical(apple),
      fundamental({ ...apple, freshness: 'demo' }),
    ]
    expect(lines(narrate(brief(reading('comparison', ['AAPL', 'TSLA']), mixed)))[0]).toBe(
      '**Demo data: synthetic, not real prices (TSLA); of the others the fundamentals.**',
    )
  })

  it('says both where the prices are old and something else is synthetic', () => {
    const found = [
      technical({ ...apple, freshness: 'stale' }),
      fundamental({ ...apple, freshness: 'demo' }),
    ]
    const text = narrate(brief(analysis, found, { askedAt: new Date('2026-01-01') }))
    expect(lines(text)[0]).toBe('**Demo data: the fundamentals are synthetic, not real.**')
    expect(lines(text)[2]).toMatch(/^\*\*This data is years old: it speaks of 29 December 2017/)
    expect(text).toContain('**The business is sound and its price is fair, on synthetic data.**')
    expect(text).toContain('fundamentals not counted: synthetic data')
  })

  it.each([
    ['2017-12-30', 'a day'],
    ['2018-01-03', 'some days'],
    ['2018-01-06', 'more than a week'],
    ['2018-01-20', 'weeks'],
    ['2018-02-05', 'more than a month'],
    ['2018-06-01', 'months'],
    ['2019-02-01', 'more than a year'],
    ['2026-01-01', 'years'],
  ])('asked on %s it calls data of 2017-12-29 %s old', (day, age) => {
    const asked = { askedAt: new Date(day) }
    const text = narrate(brief(analysis, findings({ ...apple, freshness: 'stale' }), asked))
    expect(lines(text)[0]).toBe(
      `**This data is ${age} old: it speaks of 29 December 2017, not of today.**`,
    )
  })

  it('does not call data of the day old, though its source has not answered since', () => {
    const asked = { askedAt: new Date('2017-12-29T22:00:00Z') }
    const text = narrate(brief(analysis, findings({ ...apple, freshness: 'stale' }), asked))
    expect(text).not.toContain('not of today')
  })
})
