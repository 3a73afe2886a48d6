import { describe, expect, it } from 'vitest'

import type { Evidence, Reply, Turn, Verdict } from '../core/types.ts'
import { summaryWith } from './history-summary.ts'

function evidence(symbol: string, more: Partial<Evidence> = {}): Evidence {
  return {
    id: symbol,
    tool: 'stocks.prices',
    arguments: { symbol },
    source: 'test',
    asOf: '2026-01-02',
    fetchedAt: '2026-01-05T12:00:00Z',
    freshness: 'closed',
    values: { name: 'Apple', close: 203.25, previousClose: 201 },
    units: { close: 'USD', previousClose: 'USD' },
    ...more,
  }
}

function verdict(symbol: string, rating: string): Verdict {
  return {
    analyst: 'recommendation',
    symbol,
    rating,
    confidence: 0.5,
    coverage: '',
    changes: [],
    risks: [],
    evidence: evidence(symbol),
  }
}

/** A turn of the fifth of January, about those symbols. */
function turnWith(symbols: readonly string[], more: Partial<Reply> = {}, day = 5): Turn {
  const sentAt = new Date(Date.UTC(2026, 0, day, 12))
  return {
    id: 't',
    threadId: 'fake:1',
    message: {
      id: 'm',
      channel: 'fake',
      organisation: { id: 'fake:org', name: 'Org' },
      roomId: 'room',
      threadId: 'fake:1',
      author: { id: 'ann', name: 'Ann' },
      text: 'How?',
      addressed: true,
      sentAt,
    },
    state: 'done',
    reply: {
      text: 'Fine.',
      route: { project: 'stocks', intent: 'analysis', agents: [], symbols, period: null },
      verdicts: [],
      evidence: symbols.map((symbol) => evidence(symbol)),
      choices: [],
      usage: [],
      timings: {},
      ...more,
    },
    failure: null,
    createdAt: sentAt,
    endedAt: sentAt,
  }
}

describe('a turn becomes a line', () => {
  it('with rating, figure, unit and the days of both', () => {
    const turn = turnWith(['AAPL'], { verdicts: [verdict('AAPL', 'hold')] })
    expect(summaryWith('', [turn])).toBe(
      '2026-01-05: AAPL hold, close 203.25 USD (as of 2026-01-02)',
    )
  })

  it('for each symbol, after what was there before', () => {
    const before = '2026-01-04: TSLA sell, close 1 USD (as of 2026-01-03)'
    const turn = turnWith(['AAPL', 'MSFT'], {
      verdicts: [verdict('MSFT', 'buy')],
      evidence: [evidence('MSFT', { freshness: 'demo', values: { close: 411.123456 } })],
    })
    expect(summaryWith(before, [turn, turnWith(['^GSPC'])]).split('\n')).toEqual([
      before,
      '2026-01-05: MSFT buy, close 411.1235 USD (as of 2026-01-02, demo)',
      '2026-01-05: ^GSPC close 203.25 USD (as of 2026-01-02)',
    ])
  })

  it.each([
    ['a reply about nothing', turnWith([])],
    ['a symbol of which nothing was found', turnWith(['AAPL'], { evidence: [] })],
    ['a turn that failed', { ...turnWith(['AAPL']), reply: null }],
  ])('but not %s', (_, turn) => {
    expect(summaryWith('', [turn])).toBe('')
  })
})

describe('when it grows too long', () => {
  const days = Array.from({ length: 90 }, (_, at) => at)

  it('what is said again later goes first, the oldest before the others', () => {
    const turns = [turnWith(['TSLA']), ...days.map((day) => turnWith(['AAPL'], {}, day))]
    const lines = summaryWith('', turns).split('\n')
    expect(lines[0]).toContain('TSLA')
    expect(lines[1]).not.toContain('2025-12-31')
    expect(lines.at(-1)).toContain('2026-03-30: AAPL')
    expect(lines.join('\n').length).toBeLessThanOrEqual(2_000)
  })

  it('then the oldest', () => {
    const lines = summaryWith(
      '',
      days.map((day) => turnWith([`S${day}`], {}, day)),
    ).split('\n')
    expect(lines[0]).not.toContain('S0 ')
    expect(lines.at(-1)).toContain('S89 ')
    expect(lines.length).toBeGreaterThan(30)
  })
})
