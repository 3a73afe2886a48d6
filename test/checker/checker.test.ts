import { describe, expect, it } from 'vitest'

import { alarmRateOf, outcomesOf, parts, recallOf, scoreOf, straysOf } from './evaluate.ts'

/** What is wanted, on sentences that were looked at: all of them were, by now. */
const limits = { recall: 0.97, alarms: 0.03 }

describe.each(parts)('the %s sentences', async (part) => {
  const outcomes = await outcomesOf(part)
  const score = scoreOf('all', outcomes)

  it('have their wrong numbers caught', () => {
    expect(recallOf(score)).toBeGreaterThanOrEqual(limits.recall)
  })

  it('have hardly a number struck in those that are right', () => {
    expect(alarmRateOf(score)).toBeLessThanOrEqual(limits.alarms)
  })

  it('keep the right numbers that stand beside a wrong one', () => {
    expect(outcomes.filter(({ wrong }) => wrong.length > 0).flatMap(straysOf)).toEqual([])
  })

  it('are as many right as wrong, more or less, and of every kind of mistake', () => {
    const kinds = new Set(outcomes.map(({ kind }) => kind))
    expect(kinds.size).toBe(9)
    expect(score.right / outcomes.length).toBeGreaterThan(0.4)
    expect(score.right / outcomes.length).toBeLessThan(0.65)
  })
})

it('has at least 300 sentences', async () => {
  const all = await Promise.all(parts.map(outcomesOf))
  expect(all.flat().length).toBeGreaterThanOrEqual(300)
})
