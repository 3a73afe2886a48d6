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

describe('a ranking by one figure', () => {
  const known = [...findings(apple), ...findings(tesla)]
  const asked = (isLowestFirst: boolean) => ({
    ...reading('ranking', ['AAPL', 'TSLA']),
    aspect: 'rsi14',
    order: { by: 'rsi14', isLowestFirst },
  })

  it('begins with the end that was asked for', () => {
    expect(narrate(brief(asked(true), known))).toMatch(
      /## RSI 14 on 29 December 2017, the lowest first\n\n.*\n.*\n\| TSLA \| 41\.2 \|\n\| AAPL \| 48\.2 \|/,
    )
    expect(narrate(brief(asked(false), known))).toContain('RSI 14: highest for AAPL (48.2).')
  })

  it('says so where there are fewer than were asked for, or more than are shown', () => {
    const few = narrate(brief({ ...asked(true), count: 5 }, known))
    expect(few).toContain('Fewer are on the list')
    expect(narrate(brief({ ...asked(true), count: 2 }, known))).not.toContain('Fewer')
    const symbols = Array.from({ length: 20 }, (_, at) => `S${at}`)
    const many = symbols.map((symbol) => technical({ ...apple, symbol }))
    const text = narrate(brief({ ...reading('ranking', symbols), count: 50 }, many))
    expect(text).toContain('| S19 |')
    expect(text).toContain('More were asked for than one answer shows')
  })
})
