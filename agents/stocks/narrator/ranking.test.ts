import { describe, expect, it } from 'vitest'

import { apple, brief, findings, reading, technical, tesla } from './fixtures.ts'
import { narrate } from './narrate.ts'

describe('a ranking out of a longer list', () => {
  const asked = { ...reading('ranking', ['AAPL', 'TSLA']), candidates: ['AAPL', 'TSLA', 'MSFT'] }
  const known = [...findings(apple), ...findings(tesla)]

  it('does not claim to be the best where nobody looked at the others', () => {
    expect(narrate(brief(asked, known))).toContain('best known of it, not the best')
  })

  it('says how many were ranked of how many', () => {
    const values = { candidateCount: 3, rankedCount: 2 }
    const [first] = technical(apple).evidence
    if (first === undefined) throw new Error('no evidence')
    const counted = { ...first, tool: 'stocks.ranking', arguments: {}, values, units: {} }
    const ranking = { ...technical(apple), analyst: 'ranking', symbol: 'list', evidence: [counted] }
    const text = narrate(brief(asked, [...known, ranking]))
    expect(text).toContain('Symbols ranked: 2, ')
    expect(text).toContain('symbols on the list: 3.')
  })
})
