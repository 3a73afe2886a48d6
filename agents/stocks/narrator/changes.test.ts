import { describe, expect, it } from 'vitest'

import type { Evidence, Finding, Reply, Turn } from '../../../core/types.ts'
import { apple, brief, findings, reading } from './fixtures.ts'
import { narrate } from './narrate.ts'

const analysis = reading('analysis', ['AAPL'])

/** The rating of the week before, as it was kept. */
function call({ freshness }: Pick<Evidence, 'freshness'>): Finding {
  const values = { callRating: 'buy', callPrice: 175.01, callConfidencePercent: 61, callScore: 0.3 }
  return {
    analyst: 'record',
    symbol: 'AAPL',
    score: null,
    abstained: null,
    signals: [],
    notes: [],
    evidence: [
      {
        id: 'call',
        tool: 'stocks.call',
        arguments: { symbol: 'AAPL' },
        source: 'own record of calls',
        asOf: '2017-12-22',
        fetchedAt: '2017-12-30T09:00:00.000Z',
        freshness,
        values,
        units: { callPrice: 'USD', callConfidencePercent: 'percent', callScore: 'points' },
      },
    ],
  }
}

describe('what changed', () => {
  const asked = reading('changes', ['AAPL'])

  it('says that there is nothing to compare with on a first look', () => {
    expect(narrate(brief(asked, findings(apple)))).toContain('the first look at it in this thread')
  })

  it('sets the last look of the thread beside this one', () => {
    const now = { ...apple, scores: { technical: -0.4, fundamental: -0.3, sentiment: -0.2 } }
    const earlier = { ...apple, prices: { ...apple.prices, close: 175.01 } }
    const text = narrate(brief(asked, findings(now), { history: [lookOn('2017-12-22', earlier)] }))
    expect(text).toContain('22 December 2017')
    expect(text).toMatch(/buy .*sell|was a buy/)
    expect(text).toContain('|  | 2017-12-22 | 2017-12-29 |')
    expect(text).toContain('| Closing price | $175.01 | $169.23 |')
  })

  it('sets the last call beside this one where the thread has none', () => {
    const now = { ...apple, scores: { technical: -0.4, fundamental: -0.3, sentiment: -0.2 } }
    const text = narrate(brief(asked, [...findings(now), call({ freshness: 'closed' })]))
    expect(text).toMatch(/buy .*22 December 2017.*sell|was a buy on 22 December 2017/)
    expect(text).toContain('| Closing price | $175.01 | $169.23 |')
    expect(text).toMatch(/\| Confidence \| 61% \| \d+% \|/)
  })

  it('does not hold real prices against made-up ones', () => {
    const text = narrate(brief(asked, [...findings(apple), call({ freshness: 'demo' })]))
    expect(text).toContain('the first look at it')
    expect(text).not.toContain('$175.01')
  })

  it('goes by the last line of the summary when the last look is only there', () => {
    const summary = [
      '2017-11-02: AAPL buy, close 168.11 USD (as of 2017-11-01)',
      '2017-12-05: AAPL hold, close 169.8 USD (as of 2017-12-04)',
      '2017-12-06: MSFT buy, close 81.59 USD (as of 2017-12-05)',
    ].join('\n')
    const asks = brief(asked, findings(apple), { summary })
    const text = narrate(asks)
    expect(text).toContain('2017-12-05: AAPL hold, close 169.8 USD (as of 2017-12-04).')
    expect(text).toContain(`The rating is now ${asks.verdicts[0]?.rating}.`)
    expect(text).not.toMatch(/first look|2017-11-02|MSFT/)
    const other = narrate(brief(asked, findings(apple), { summary: '2017-12-06: MSFT buy' }))
    expect(other).toContain('the first look at it in this thread')
  })

  it('says so when no new day has closed since', () => {
    const text = narrate(brief(asked, findings(apple), { history: [lookOn('2017-12-29', apple)] }))
    expect(text).toContain(
      'There has been no new closing price since the last look on 29 December 2017.',
    )
  })
})

function lookOn(day: string, company: typeof apple): Turn {
  const found = findings(company).map((finding) => ({
    ...finding,
    evidence: finding.evidence.map((evidence) => ({ ...evidence, asOf: day })),
  }))
  const { verdicts } = brief(analysis, found)
  const evidence = found.flatMap((finding) => finding.evidence)
  const reply: Reply = {
    text: '',
    route: { project: 'stocks', intent: 'analysis', agents: [], symbols: ['AAPL'], period: null },
    verdicts,
    evidence,
    choices: [],
    usage: [],
    timings: {},
  }
  return {
    id: 'turn',
    threadId: 'web:1',
    message: {
      id: '1',
      channel: 'web',
      organisation: { id: 'web:1', name: 'One' },
      roomId: '1',
      threadId: 'web:1',
      author: { id: '1', name: 'Ada' },
      text: 'How does AAPL look?',
      addressed: true,
      sentAt: new Date(day),
    },
    state: 'done',
    reply,
    failure: null,
    createdAt: new Date(day),
    endedAt: new Date(day),
  }
}
