import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { recordFinding } from '../agents/stocks/calls/record.ts'
import { scoreCalls } from '../agents/stocks/calls/score-calls.ts'
import { openMarketData } from '../agents/stocks/data/market-data.ts'
import { memoryCache } from '../core/memory-cache.ts'
import type { Reply } from '../core/types.ts'
import { postgresCalls } from '../storage/calls.ts'
import type { Database } from '../storage/database.ts'
import { databaseKinds, testDatabase } from '../storage/test-database.ts'
import { postgresTurns } from '../storage/turns.ts'
import { referenceDir } from './environment.ts'

const dir = referenceDir()
const { signal } = new AbortController()

describe.skipIf(!dir)('a call on real prices (needs REFERENCE_DATA_DIR)', () => {
  describe.each(databaseKinds())('on %s', (kind) => {
    let database: Database
    beforeAll(async () => {
      database = await testDatabase(kind)
    })
    afterAll(() => database.close())

    it('is kept with its reply, scored from the file, and told', async () => {
      await say(database)
      const calls = postgresCalls(database.sql, 'stocks')
      const settings = { MARKET_DATA: 'csv', MARKET_DATA_DIR: join(dir ?? '', 'prices') }
      const data = openMarketData(settings, memoryCache({ metrics: { cacheAsked: () => {} } }))
      const now = () => Date.parse('2018-01-02T03:00:00Z')
      const job = scoreCalls({ calls, data, now })
      await job.run({}, signal)
      await job.run({}, signal)
      const asked = { organisationId: 'fake:org', symbols: [], askedAt: new Date(now()) }
      const [evidence] = (await recordFinding(calls, asked)).evidence
      expect(evidence?.values).toMatchObject({ callCount: 1, scoredCount20: 1, hitCount20: 1 })
      expect(evidence?.values['hitRate20Percent']).toBe(100)
      // The closes of both on 1 May and, 20 trading days later, on 30 May.
      expect(evidence?.values['excess20Percent']).toBeCloseTo(
        100 * (153.67 / 146.6 - 2412.909912 / 2388.330078),
        6,
      )
    })
  })
})

/** A turn that said `buy` of AAPL on 1 May 2017. */
async function say(database: Database): Promise<void> {
  const turns = postgresTurns(database)
  await turns.receive({
    id: 'm1',
    channel: 'fake',
    organisation: { id: 'fake:org', name: 'Org' },
    roomId: 'room',
    threadId: 'fake:1',
    author: { id: 'ann', name: 'Ann' },
    text: 'How does AAPL look?',
    addressed: true,
    sentAt: new Date('2017-05-01T20:00:00Z'),
  })
  const [claimed] = await turns.claim('me', 60_000, { channels: ['fake'] })
  if (!claimed) throw new Error('nothing to claim')
  await turns.keepReply(claimed.lease, claimed.turn.id, reply)
}

const reply: Reply = {
  text: 'AAPL: buy.',
  route: { project: 'stocks', intent: 'analysis', agents: [], symbols: ['AAPL'], period: null },
  verdicts: [
    {
      analyst: 'recommendation',
      symbol: 'AAPL',
      rating: 'buy',
      confidence: 0.6,
      coverage: '3 of 3 analysts',
      changes: [],
      risks: [],
      evidence: {
        id: 'e1',
        tool: 'stocks.recommendation',
        arguments: { symbol: 'AAPL' },
        source: 'computed',
        asOf: '2017-05-01',
        fetchedAt: '2017-05-01T20:00:00.000Z',
        freshness: 'closed',
        values: { rating: 'buy' },
        units: {},
      },
      call: { score: 0.3, price: 146.6, currency: 'USD', calledOn: '2017-05-01', isDemo: false },
    },
  ],
  evidence: [],
  choices: [],
  usage: [],
  timings: {},
}
