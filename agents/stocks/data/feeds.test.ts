import { afterEach, describe, expect, it } from 'vitest'

import { memoryCache } from '../../../core/memory-cache.ts'
import { type Page, type Site, startSite } from '../../../test/fakes/site.ts'
import { openListings } from '../listings/book.ts'
import { companyNames } from '../listings/company-names.ts'
import { feedNews } from './feeds.ts'
import { momentOf } from './feeds/moment.ts'

const open: Site[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((site) => site.close()))
})

const namesOf = companyNames(openListings(null))

async function start(pages: Readonly<Record<string, Page | 'hang'>>, paths = Object.keys(pages)) {
  const site = await startSite(pages)
  open.push(site)
  const cache = memoryCache({ metrics: { cacheAsked: () => {} } })
  const urls = paths.map((path) => site.url + path)
  const deadlineMs = Object.values(pages).includes('hang') ? 50 : 5_000
  return { site, source: feedNews({ urls, cache, namesOf, allowsLoopback: true, deadlineMs }) }
}

function ask(symbol = 'NVDA', askedAt = '2025-06-11T12:00:00Z') {
  return { symbol, askedAt: new Date(askedAt), signal: AbortSignal.any([]) }
}

function rss(items: string, prolog = '<?xml version="1.0"?>'): Page {
  const body = `${prolog}<rss version="2.0"><channel><title>The Wire</title>${items}</channel></rss>`
  return { type: 'application/rss+xml', body }
}

function item(title: string, more = '<pubDate>Tue, 10 Jun 2025 14:00:00 GMT</pubDate>'): string {
  return `<item><title>${title}</title>${more}</item>`
}

const atom: Page = {
  type: 'application/atom+xml',
  body: `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="text">Company filings</title>
  <entry>
    <title type="html">&lt;b&gt;Nvidia&lt;/b&gt; &amp;amp; partners open a plant</title>
    <link rel="self" href="https://example.org/self"/>
    <link rel="alternate" href="https://example.org/plant?a=1&amp;b=2"/>
    <published>2025-06-10T09:30:00-04:00</published>
    <updated>2025-06-11T00:00:00Z</updated>
  </entry>
</feed>`,
}

const rdf: Page = {
  type: 'text/xml',
  body: `<?xml version="1.0" encoding="iso-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://example.org/"><title>Old Times</title></channel>
  <item rdf:about="https://example.org/1">
    <title>Nvidia looks for engineers</title>
    <link>https://example.org/1</link>
    <dc:date>2025-06-09</dc:date>
  </item>
</rdf:RDF>`,
}

it('reads RSS 2, RSS 1 and Atom, newest first', async () => {
  const link = '<link>https://example.org/2</link><pubDate>Tue, 10 Jun 2025 10:00:00 EDT</pubDate>'
  const { source } = await start({
    '/rss': rss(item('Nvidia rises', link)),
    '/atom': atom,
    '/rdf': rdf,
  })
  const { value, ...about } = await source.fetch(ask())
  expect(value).toEqual([
    {
      title: 'Nvidia rises',
      publisher: 'The Wire',
      publishedAt: '2025-06-10T14:00:00.000Z',
      url: 'https://example.org/2',
    },
    {
      title: 'Nvidia & partners open a plant',
      publisher: 'Company filings',
      publishedAt: '2025-06-10T13:30:00.000Z',
      url: 'https://example.org/plant?a=1&b=2',
    },
    {
      title: 'Nvidia looks for engineers',
      publisher: 'Old Times',
      publishedAt: '2025-06-09T00:00:00.000Z',
      url: 'https://example.org/1',
    },
  ])
  expect(about).toMatchObject({
    source: 'feeds:a feed',
    asOf: '2025-06-10T14:00:00.000Z',
    freshness: 'live',
    notes: [],
  })
})

it('keeps what is about the company, and nothing from after the question', async () => {
  const titles = [
    'Nvidia beats estimates',
    'Chip makers (NASDAQ: NVDA) gain',
    'Traders look at $NVDA again',
    'Invidia is a vice',
    'Weather improves',
  ]
  const later = item('Nvidia tomorrow', '<pubDate>Thu, 12 Jun 2025 00:00:00 GMT</pubDate>')
  const { source } = await start({ '/': rss(titles.map((title) => item(title)).join('') + later) })
  const { value } = await source.fetch(ask())
  expect(value.map(({ title }) => title)).toEqual(titles.slice(0, 3))
})

it.each([
  ['AAPL', 'Apple profit rose', true],
  ['AAPL', 'Growers say the apple harvest is poor', false],
  ['AAPL', 'Ten Apple Recipes For Cold Winter Evenings', false],
  ['AAPL', 'Why Apple’s Next Phone Could Change Things', true],
  ['TGT', 'Central Banks Miss Their Inflation Target Again', false],
  ['TGT', 'Target shares slip', true],
  ['BRK.B', 'Berkshire Hathaway buys more', true],
  ['RELIANCE.NS', 'Reliance Industries to list its telecom arm', true],
  ['LITE', 'Lumentum Holdings raises its outlook', true],
  ['BABA', 'Alibaba opens a data centre', true],
])('to %s, «%s» says something: %s', async (symbol, title, isAbout) => {
  const { source } = await start({ '/': rss(item(title)) })
  expect((await source.fetch(ask(symbol))).value).toHaveLength(isAbout ? 1 : 0)
})

it('takes all of a feed that is about one symbol', async () => {
  const { source, site } = await start({ '/of/M%26M.NS': rss(item('A new car')) }, ['/of/{symbol}'])
  expect((await source.fetch(ask('M&M.NS'))).value).toHaveLength(1)
  expect(site.visits.map(({ path }) => path)).toEqual(['/of/M%26M.NS'])
})

it('tells a story once that several feeds carry', async () => {
  const link = '<pubDate>Tue, 10 Jun 2025 14:00:00 GMT</pubDate><link>https://example.org/a</link>'
  const { source } = await start({
    '/a': rss(item('Nvidia rises', link) + item('NVIDIA RISES')),
    '/b': rss(item('Nvidia rises again', link)),
  })
  expect((await source.fetch(ask())).value).toHaveLength(1)
})

it('fetches a feed about everything once for all symbols', async () => {
  const { source, site } = await start({ '/': rss(item('Nvidia and Intel part')) })
  await source.fetch(ask('NVDA'))
  await source.fetch(ask('INTC'))
  expect(site.visits).toHaveLength(1)
})

describe('hostile feeds', () => {
  const bomb = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`
  const file = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

  it.each([
    ['entities of its own', rss(item('Nvidia &b;'), bomb), 'the feed defines entities'],
    ['a file', rss(item('Nvidia &x;'), file), 'the feed defines entities'],
    ['no end', { body: '<rss><channel><item>' }, 'the text is no RSS and no Atom'],
    ['other XML', { body: '<svg/>' }, 'the text is no RSS and no Atom'],
    ['JSON', { body: '{}' }, 'the text is no RSS and no Atom'],
    ['nothing', { body: '' }, 'the text is no RSS and no Atom'],
    ['too much', { body: 'x'.repeat(4_000_001) }, 'answered with too much'],
    ['depth', rss(`${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`), 'the feed is no XML'],
    ['a page', { type: 'text/html', body: '<html>' }, 'answered with a web page instead of a feed'],
    [
      'a redirect inside',
      { status: 302, headers: { location: 'http://10.0.0.1/' } },
      'led away to http://10.0.0.1',
    ],
    [
      'an unknown encoding',
      { type: 'text/xml; charset=klingon', body: '<rss/>' },
      'the feed is in an unknown encoding',
    ],
  ])('with %s are refused', async (_, page, message) => {
    const { source } = await start({ '/': page })
    await expect(source.fetch(ask())).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(message),
    })
  })

  it('show titles as plain text', async () => {
    const titles = [
      'Nvidia &lt;script&gt;alert(1)&lt;/script&gt; rises',
      '<![CDATA[Nvidia <a href="https://evil.test">falls</a>]]>',
      'Nvidia&amp;#39;s &amp;quot;chip&amp;quot;',
      `Nvidia ${'x'.repeat(5_000)}`,
    ]
    const { source } = await start({ '/': rss(titles.map((title) => item(title)).join('')) })
    const shown = (await source.fetch(ask())).value.map(({ title }) => title)
    expect(shown.slice(0, 3)).toEqual(['Nvidia alert(1) rises', 'Nvidia falls', `Nvidia's "chip"`])
    expect(shown[3]).toHaveLength(300)
  })

  it('link to web pages only', async () => {
    const date = '<pubDate>Tue, 10 Jun 2025 14:00:00 GMT</pubDate>'
    const links = ['javascript:alert(1)', 'file:///etc/passwd', 'no address']
    const items = links.map((href, at) => item(`Nvidia ${at}`, `${date}<link>${href}</link>`))
    const { source } = await start({ '/': rss(items.join('')) })
    expect((await source.fetch(ask())).value.map(({ url }) => url)).toEqual([null, null, null])
  })

  it('lose the items without title or date, and it is said', async () => {
    const { source } = await start({
      '/': rss(
        item('') + item('Nvidia', '<pubDate>soon</pubDate>') + item('Nvidia rises') + '<item/>',
      ),
    })
    const { value, notes } = await source.fetch(ask())
    expect(value.map(({ title }) => title)).toEqual(['Nvidia rises'])
    expect(notes).toEqual(['a feed: 3 items without title or date left out'])
  })
})

it('goes on without a feed that fails, and says so', async () => {
  const { source } = await start({ '/a': { status: 429 }, '/b': rss(item('Nvidia rises')) })
  const { value, notes } = await source.fetch(ask())
  expect(value).toHaveLength(1)
  expect(notes).toEqual(['a feed rate limited: HTTP 429'])
})

it('takes turns at a feed that has a page for each symbol', async () => {
  const site = await startSite({ '/NVDA': rss(item('Up')), '/AAPL': rss(item('Down')) })
  open.push(site)
  let turns = 0
  const pace = async () => void (turns += 1)
  const cache = memoryCache({ metrics: { cacheAsked: () => {} } })
  const urls = [`${site.url}/{symbol}`]
  const source = feedNews({ urls, cache, namesOf, allowsLoopback: true, pace })
  await source.fetch(ask('NVDA'))
  await source.fetch(ask('AAPL'))
  await source.fetch(ask('AAPL'))
  expect(turns).toBe(2)
})

it.each([
  [{ status: 503 }, 'a feed unavailable: HTTP 503'],
  [{ status: 401 }, 'a feed unavailable: HTTP 401'],
  [{ status: 302, headers: { location: 'https://evil.test/' } }, /^a feed unavailable: led away/],
  [
    { type: 'text/html', body: '<html>Sign in</html>' },
    'a feed unavailable: answered with a web page instead of a feed',
  ],
])('says in our words what %j means', async (page, message) => {
  const { source } = await start({ '/a': page })
  await expect(source.fetch(ask())).rejects.toThrow(message)
})

it('fails when no feed answers', async () => {
  const { source } = await start({ '/a': 'hang' })
  await expect(source.fetch(ask())).rejects.toMatchObject({
    code: 'unavailable',
    message: 'a feed timed out: no answer in time',
  })
})

it.each([
  ['Tue, 10 Jun 2025 14:00:00 GMT', '2025-06-10T14:00:00.000Z'],
  ['Tue, 10 Jun 2025 14:00:00', '2025-06-10T14:00:00.000Z'],
  ['10 Jun 2025 14:00 +0530', '2025-06-10T08:30:00.000Z'],
  ['Tue, 10 Jun 2025 14:00:00 EST', '2025-06-10T19:00:00.000Z'],
  ['Tue, 10 Jun 2025 14:00:00 IST', '2025-06-10T08:30:00.000Z'],
  ['Tue, 10 Jun 2025 14:00:00 CEST', '2025-06-10T12:00:00.000Z'],
  ['2025-06-10T14:00:00Z', '2025-06-10T14:00:00.000Z'],
  ['2025-06-10T14:00:00', '2025-06-10T14:00:00.000Z'],
  ['2025-06-10 14:00:00', '2025-06-10T14:00:00.000Z'],
  ['2025-06-10T14:00:00.123456+02:00', '2025-06-10T12:00:00.123Z'],
  ['2025-06-10', '2025-06-10T00:00:00.000Z'],
  ['Tue, 10 Jun 2025 14:00:00 XYZT', null],
  ['2025-13-40T99:00:00Z', null],
  ['yesterday', null],
  ['Nvidia 2025', null],
  ['', null],
])('reads the date %j', (text, moment) => {
  expect(momentOf(text)).toBe(moment)
})
