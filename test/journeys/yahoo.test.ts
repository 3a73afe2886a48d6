import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { databaseKinds } from '../../storage/test-database.ts'
import { companyWith, recentBars } from '../fakes/yahoo-company.ts'
import { type FakeYahoo, startYahoo, type YahooRoute } from '../fakes/yahoo.ts'
import { answerOf, unfounded, valueOf } from './answer.ts'
import { run } from './command.ts'
import { freshHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000 })

const routes: readonly YahooRoute[] = ['chart', 'accounts', 'profile', 'search', 'cookie', 'crumb']

describe('Without a word about market data', () => {
  const home = freshHome(databaseKinds().at(-1))
  const bars = recentBars()
  let yahoo: FakeYahoo
  beforeEach(async () => {
    yahoo = await startYahoo({ AAPL: companyWith(bars), '^GSPC': companyWith(bars) })
  })
  afterEach(() => yahoo.close())

  const ask = async () => {
    const settings = { ...home(), YAHOO_BASE_URL: yahoo.url, MARKET_DATA_LOOPBACK: 'yes' }
    return answerOf(await run('ask', ['How does AAPL look?', '--json'], settings))
  }

  it('Yahoo is asked first, and its figures are the answer', async () => {
    const answer = await ask()
    expect(yahoo.complaints).toEqual([])
    expect(new Set(yahoo.asked)).toEqual(new Set(routes))
    expect(valueOf(answer, 'stocks.prices', 'close')).toBe(bars.at(-1)?.close)
    const given = answer.evidence.filter(({ source }) => !source.startsWith('computed'))
    expect(given.map(({ source }) => source)).toEqual(given.map(() => 'yahoo'))
    expect(answer.text).not.toMatch(/demo|synthetic/i)
    expect(unfounded(answer)).toEqual([])
  })

  it.each([
    ['says that it is asked too often', 429, 'Yahoo rate limited: HTTP 429; demo data used'],
    ['is out of order', 500, 'Yahoo unavailable: HTTP 500; demo data used'],
  ])('when Yahoo %s, demo data answers and the reply says why', async (_, status, note) => {
    for (const route of routes) yahoo.answer(route, { status })
    const answer = await ask()
    expect(answer.text).toMatch(/^\*\*Demo data: synthetic, not real prices\.\*\*/)
    expect(answer.text).toContain(note)
    expect(answer.evidence.every(({ freshness }) => freshness === 'demo')).toBe(true)
  })

  it('when nobody listens there, demo data answers and the reply says why', async () => {
    await yahoo.close()
    const answer = await ask()
    expect(answer.text).toMatch(/^\*\*Demo data: synthetic, not real prices\.\*\*/)
    expect(answer.text).toContain('Yahoo unavailable: connection refused; demo data used')
  })

  it('when Yahoo has prices only, the reply says which part of it is made up', async () => {
    for (const route of ['accounts', 'search'] as const) yahoo.answer(route, { status: 503 })
    const answer = await ask()
    expect(answer.text).toMatch(/^\*\*[^\n]*demo[^\n]*\*\*/i)
    expect(answer.text).toContain('Yahoo unavailable: HTTP 503; demo data used')
    expect(valueOf(answer, 'stocks.prices', 'close')).toBe(bars.at(-1)?.close)
    // Nothing that is made up has a vote on a real share.
    expect(answer.coverage).toBe(
      '1 of 3 analysts; fundamentals not counted: synthetic data; news not counted: synthetic data',
    )
  })
})
