import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { acmeConcepts, concepts, type Row } from '../../agents/stocks/data/edgar/sample-filings.ts'
import { databaseKinds } from '../../storage/test-database.ts'
import { type Site, startSite } from '../fakes/site.ts'
import { companyWith, recentBars } from '../fakes/yahoo-company.ts'
import { type FakeYahoo, startYahoo } from '../fakes/yahoo.ts'
import { answerOf, unfounded, valueOf } from './answer.ts'
import { run } from './command.ts'
import { freshHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000 })

describe('With an address for the SEC and a feed', () => {
  const home = freshHome(databaseKinds().at(-1))
  const bars = recentBars()
  let yahoo: FakeYahoo
  let site: Site
  beforeEach(async () => {
    yahoo = await startYahoo({ AAPL: companyWith(bars), '^GSPC': companyWith(bars) })
    site = await startSite({
      '/api/xbrl/companyfacts/CIK0000320193.json': { body: JSON.stringify(facts()) },
      '/submissions/CIK0000320193.json': { body: JSON.stringify({ sic: '3571' }) },
      '/feed': { type: 'application/rss+xml', body: feed() },
    })
  })
  afterEach(() => Promise.all([yahoo.close(), site.close()]))

  it('accounts are those that were filed, Yahoo’s stand beside them, and the feed is read', async () => {
    const settings = {
      ...home(),
      MARKET_DATA_LOOPBACK: 'yes',
      YAHOO_BASE_URL: yahoo.url,
      SEC_EDGAR_BASE_URL: site.url,
      SEC_USER_AGENT: 'Tests ada@example.org',
      NEWS_FEEDS: `${site.url}/feed`,
    }
    const answer = answerOf(await run('ask', ['How does AAPL look?', '--json'], settings))
    expect(valueOf(answer, 'stocks.fundamentals', 'revenue')).toBe(400e9)
    expect(valueOf(answer, 'stocks.fundamentals', 'elsewhere')).toBe('yahoo')
    expect(valueOf(answer, 'stocks.fundamentals', 'revenueElsewhere')).toBe(391_035e6)
    expect(answer.text).toContain('disagree on revenue')
    const sources = answer.evidence.map(({ source }) => source).join(' ')
    expect(sources).toContain('sec, yahoo')
    expect(sources).toContain('feeds:a feed')
    expect(unfounded(answer)).toEqual([])
    const agents = site.visits.filter(({ path }) => path !== '/feed')
    expect(new Set(agents.map(({ userAgent }) => userAgent))).toEqual(
      new Set(['Tests ada@example.org']),
    )
  })
})

/** A year that Yahoo has as well, with other sales. */
function facts() {
  const revenue: Row = ['2023-10-01', '2024-09-28', 400e9, '10-K', '2024-11-01']
  const gaap = concepts({ ...acmeConcepts, Revenues: ['USD', revenue] })
  return { entityName: 'Apple Inc.', facts: { 'us-gaap': gaap, dei: {} } }
}

function feed(): string {
  const item = (title: string, hours: number) => {
    const date = new Date(Date.now() - hours * 3_600_000).toUTCString()
    return `<item><title>${title}</title><pubDate>${date}</pubDate></item>`
  }
  const items = [item('Apple Inc beats estimates', 2), item('A quiet day on the farm', 1)]
  return `<rss version="2.0"><channel><title>The Wire</title>${items.join('')}</channel></rss>`
}
