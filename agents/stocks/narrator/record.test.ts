import { describe, expect, it } from 'vitest'

import { type CallStore, noCalls, type ScoredCall } from '../../../core/call-store.ts'
import { recordFinding } from '../calls/record.ts'
import { brief, reading } from './fixtures.ts'
import { narrate } from './narrate.ts'

const asked = { organisationId: 'fake:org', symbols: [], askedAt: new Date('2026-06-01T10:00:00Z') }

async function said(store: Partial<CallStore>, symbols: readonly string[] = []): Promise<string> {
  const finding = await recordFinding({ ...noCalls, ...store }, { ...asked, symbols })
  return narrate(brief({ ...reading('track_record', symbols), analysts: [] }, [finding]))
}

function scored(rating: string, own: number, index: number, horizonDays = 20): ScoredCall {
  const changes = { changePercent: own, benchmarkChangePercent: index }
  return { symbol: 'AAPL', rating, calledOn: '2026-01-05', horizonDays, ...changes }
}

const counts = async () => ({ calls: 5, demoCalls: 2, firstCalledOn: '2026-01-05' })

describe('the record of calls', () => {
  it('says that there is none where no call was made', async () => {
    const text = await said({})
    expect(text).toContain('no track record yet')
    expect(text).not.toMatch(/\d|\|/)
  })

  it('says that it is too early while nothing can be scored', async () => {
    const text = await said({ counts })
    expect(text).toContain('Calls made: 5, the first on 5 January 2026')
    expect(text).toContain('No buy or sell is old enough')
    expect(text).toContain('Calls on demo data: 2; they are not counted.')
  })

  it('gives hit rate, average excess return and sample size, and calls few few', async () => {
    const calls = [
      scored('buy', 5, 2),
      scored('sell', 1, 2),
      scored('strong buy', -3, 1),
      scored('hold', 1, 1),
      scored('buy', 9, 3, 60),
    ]
    const text = await said({ counts, scored: async () => calls })
    expect(text).toContain('| Buys and sells scored after 20 trading days | 3 |')
    expect(text).toContain('| Hit rate after 20 trading days | 66.7% |')
    expect(text).toContain('| Average excess return after 20 trading days | 0.0% |')
    expect(text).toContain('| Holds after 20 trading days | 1 |')
    expect(text).toContain('| Average excess return after 60 trading days | +6.0% |')
    expect(text).toContain('too few to tell skill from chance')
    expect(text).toContain('Past results do not predict future ones.')
  })

  it('does not call many few, and may be of one symbol', async () => {
    const calls = Array.from({ length: 30 }, () => scored('buy', 5, 2))
    const text = await said({ counts, scored: async () => calls }, ['AAPL'])
    expect(text).toContain('## My calls on AAPL')
    expect(text).not.toContain('too few')
  })
})
