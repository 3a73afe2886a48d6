import { describe, expect, it } from 'vitest'

import { noCalls } from '../../core/call-store.ts'
import { memoryCache } from '../../core/memory-cache.ts'
import type { ModelProvider } from '../../core/model.ts'
import type { Question } from '../../core/types.ts'
import type { Watchlist } from '../../core/watchlist.ts'
import { stocksProject } from './project.ts'

const offline: ModelProvider = {
  name: 'offline',
  model: '',
  isAvailable: false,
  async *stream() {},
}
const cache = memoryCache({ metrics: { cacheAsked: () => {} } })
const { signal } = new AbortController()
const askedAt = new Date('2026-03-04T12:00:00Z')

async function prepared(text: string, calls = noCalls, watchlist?: Watchlist) {
  const settings = { MARKET_DATA: 'demo' }
  const project = stocksProject.create({
    model: offline,
    settings,
    cache,
    calls,
    ...(watchlist && { watchlist }),
  })
  const question: Question = { text, history: [], askedAt }
  const reading = await project.understand(question, signal)
  const told: string[] = []
  const asked = { organisationId: 'fake:org', userId: 'ann', turnId: 't1', askedAt, signal }
  const onProgress = (progress: string) => told.push(progress)
  const result = await project.prepare?.(reading, { ...asked, onProgress })
  if (result === undefined) throw new Error('nothing prepared')
  return { asked: reading, told, ...result }
}

describe('before the analysts are asked', () => {
  it('the best of a list are chosen, with progress, and how many there were is evidence', async () => {
    const { asked, reading, findings, told } = await prepared('top picks in tech')
    const all = asked.candidates?.length ?? 0
    expect(all).toBeGreaterThan(6)
    expect(reading.symbols).toHaveLength(6)
    expect(asked.candidates).toEqual(expect.arrayContaining([...reading.symbols]))
    expect(told.at(-1)).toBe(`Ranked ${all} of ${all}`)
    expect(findings[0]?.evidence[0]?.values).toEqual({ candidateCount: all, rankedCount: all })
  })

  it('as many are chosen as were asked for, by the figure that was named', async () => {
    const { reading, findings, asked } = await prepared('top 3 tech stocks by P/E')
    const all = asked.candidates?.length ?? 0
    expect(reading.symbols).toHaveLength(3)
    expect(findings[0]?.evidence[0]?.values['candidateCount']).toBe(all)
    const ten = await prepared('ten tech stocks with the highest RSI')
    expect(ten.reading.symbols).toHaveLength(10)
    expect((await prepared('best 50 tech stocks')).reading.symbols.length).toBeLessThanOrEqual(20)
  })

  it('a list that one table holds needs no choice', async () => {
    const { reading, told } = await prepared('rank AAPL, MSFT and TSLA')
    expect(reading).toMatchObject({ intent: 'ranking', symbols: ['AAPL', 'MSFT', 'TSLA'] })
    expect(told).toEqual([])
  })

  it('a longer list in the question is ranked whole', async () => {
    const list = 'AAPL, MSFT, TSLA, NVDA, AMZN, META, NFLX, AMD'
    const { reading, told } = await prepared(`rank ${list}`)
    expect(reading.symbols).toHaveLength(6)
    expect(told.at(-1)).toBe('Ranked 8 of 8')
  })

  it('the last call of the organisation is found for what changed', async () => {
    const latest = async (organisationId: string, symbols: readonly string[]) =>
      symbols.map((symbol) => ({
        turnId: 't0',
        symbol,
        rating: 'hold',
        score: 0.1,
        confidence: 0.4,
        price: organisationId === 'fake:org' ? 200 : 0,
        currency: 'USD',
        calledOn: '2026-01-05',
        isDemo: true,
      }))
    const { findings } = await prepared('what changed on AAPL?', { ...noCalls, latest })
    expect(findings[0]?.evidence[0]).toMatchObject({
      tool: 'stocks.call',
      asOf: '2026-01-05',
      freshness: 'demo',
      values: { callRating: 'hold', callPrice: 200 },
      units: { callPrice: 'USD' },
    })
  })

  it('a watchlist is changed in the person’s own turn, and ranked when it is asked about', async () => {
    const kept = new Set<string>()
    const watchlist: Watchlist = {
      list: async ({ userId }) =>
        userId === 'ann' ? [...kept].map((symbol) => ({ symbol, addedAt: askedAt })) : [],
      add: async (_watcher, symbol) => void kept.add(symbol),
      remove: async (_watcher, symbol) => void kept.delete(symbol),
    }
    const say = async (text: string) => (await prepared(text, noCalls, watchlist)).reading
    expect(await say('how is my watchlist doing?')).toMatchObject({
      symbols: [],
      answer: expect.stringContaining('nothing on your watchlist'),
    })
    expect((await say('Add AAPL and TSLA to my watchlist')).answer).toContain('are AAPL and TSLA.')
    expect((await say('remove AAPL from my watchlist')).answer).toContain('is TSLA.')
    expect(await say('how are my stocks doing?')).toMatchObject({
      intent: 'ranking',
      symbols: ['TSLA'],
      answer: null,
    })
    for (const symbol of ['MSFT', 'NVDA', 'AMZN', 'META', 'NFLX', 'AMD']) kept.add(symbol)
    const { reading, told } = await prepared('top picks of my watchlist', noCalls, watchlist)
    expect(reading.symbols).toHaveLength(6)
    expect(told.at(-1)).toBe('Ranked 7 of 7')
  })

  it('nothing is done for other questions', async () => {
    const { asked, reading, findings } = await prepared('How does AAPL look?')
    expect(reading).toEqual(asked)
    expect(findings).toEqual([])
  })
})
