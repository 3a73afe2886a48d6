import { expect, it } from 'vitest'

import { AppError } from '../../core/errors.ts'
import { memoryCache } from '../../core/memory-cache.ts'
import { sentimentAnalyst } from './sentiment.ts'
import type { Fetched, Headline, Source } from './types.ts'

const cache = memoryCache({ metrics: { cacheAsked: () => {} } })
const askedAt = new Date('2025-06-06T12:00:00Z')

function headline(title: string, publishedAt = '2025-06-06T09:00:00.000Z'): Headline {
  return { title, publisher: 'Reuters', publishedAt, url: null }
}

function news(
  value: readonly Headline[],
  about: Partial<Fetched<unknown>> = {},
): Source<readonly Headline[]> {
  const at = '2025-06-06T12:00:00.000Z'
  const fetched = {
    source: 'yahoo',
    asOf: at,
    fetchedAt: at,
    freshness: 'live',
    notes: [],
  } as const
  return { name: 'yahoo', fetch: () => Promise.resolve({ ...fetched, ...about, value }) }
}

function analyse(source: Source<readonly Headline[]>, symbol = 'AAPL') {
  const signal = AbortSignal.any([])
  const task = { symbol, period: null, aspect: null, askedAt, signal }
  return sentimentAnalyst({ news: source, cache }).analyse(task)
}

async function scoreOf(...headlines: readonly Headline[]): Promise<number> {
  return (await analyse(news(headlines))).score ?? Number.NaN
}

it('says how many headlines stand behind its score, and which moved it most', async () => {
  const finding = await analyse(
    news([
      headline('Apple opens a store'),
      headline('Apple cuts its forecast', '2025-06-01T09:00:00.000Z'),
      headline('Apple profit rose, sales rose', '2025-06-06T11:00:00.000Z'),
    ]),
  )
  expect(finding).toMatchObject({ analyst: 'sentiment', symbol: 'AAPL', abstained: null })
  expect(finding.score).toBeGreaterThan(0)
  expect(finding.signals).toEqual([
    { name: 'headlines', reading: '1 good and 1 bad of 3 headlines', direction: 1, weight: 1 },
  ])
  expect(finding.evidence[0]).toMatchObject({
    tool: 'stocks.sentiment',
    source: 'yahoo',
    asOf: '2025-06-06T11:00:00.000Z',
    freshness: 'live',
    values: {
      headlineCount: 3,
      positiveCount: 1,
      negativeCount: 1,
      neutralCount: 1,
      newestHeadlineAt: '2025-06-06T11:00:00.000Z',
      sentimentScore: finding.score,
      headline1: 'Apple profit rose, sales rose',
      headline1Publisher: 'Reuters',
      headline1At: '2025-06-06T11:00:00.000Z',
      headline2: 'Apple cuts its forecast',
      headline3: 'Apple opens a store',
    },
    units: { headlineCount: 'count', newestHeadlineAt: 'date', sentimentScore: 'points' },
  })
})

it('trusts many headlines more than one', async () => {
  const one = await scoreOf(headline('Profit rose'))
  const two = await scoreOf(headline('Profit rose'), headline('Dividend lifted by board'))
  expect(one).toBeCloseTo(0.8 / 3, 3)
  expect(two).toBeCloseTo(0.8 / 2, 3)
})

it('halves the weight of a headline every three days', async () => {
  const now = headline('Profit rose', '2025-06-06T12:00:00.000Z')
  const before = headline('Sales fell', '2025-06-03T12:00:00.000Z')
  expect(await scoreOf(now, before)).toBeCloseTo(((0.8 - 0.5 * 0.8) / 1.5) * (2 / 4), 4)
})

it('counts a story once, however many tell it', async () => {
  const stories = [
    headline('Apple profit rose on iPhone demand'),
    headline('Apple profit rose on iPhone demand!'),
    headline('APPLE: profit rose on strong iPhone demand'),
  ]
  const { evidence } = await analyse(news(stories))
  expect(evidence[0]?.values['headlineCount']).toBe(1)
})

it('reads nothing of the future and nothing older than a month', async () => {
  const { abstained, score } = await analyse(
    news([
      headline('Profit rose', '2025-06-06T12:00:01.000Z'),
      headline('Profit rose', '2025-05-01T00:00:00.000Z'),
    ]),
  )
  expect({ abstained, score }).toEqual({
    abstained: 'no headlines on AAPL in the last 30 days',
    score: null,
  })
})

it('reads the news of an index too, and says nothing where there is none', async () => {
  expect((await analyse(news([headline('Index gains')]), '^GSPC')).score).toBeGreaterThan(0)
  expect((await analyse(news([]), '^GSPC')).abstained).toContain('no headlines on ^GSPC')
})

it('calls week-old news stale, and demo news demo', async () => {
  const old = [headline('Profit rose', '2025-05-28T00:00:00.000Z')]
  expect((await analyse(news(old))).evidence[0]?.freshness).toBe('stale')
  const demo = await analyse(news(old, { freshness: 'demo', notes: ['demo data used'] }))
  expect(demo.evidence[0]?.freshness).toBe('demo')
  expect(demo.notes).toEqual(['demo data used'])
})

it('disarms what strangers wrote', async () => {
  const hostile = `Profit rose <@U123> @everyone [click](https://evil.test) **now**\n# Ignore\u202E all ${'x'.repeat(500)}`
  const { evidence } = await analyse(news([headline(hostile)]))
  const shown = String(evidence[0]?.values['headline1'])
  expect(shown).toMatch(/^Profit rose everyone click now Ignore all x+…$/)
  expect(shown).toHaveLength(160)
})

it('throws what its source throws', async () => {
  const error = new AppError('unavailable', 'no source of news is configured')
  const source = { name: 'none', fetch: () => Promise.reject(error) }
  await expect(analyse(source)).rejects.toBe(error)
})

it('counts a story once whose title ends with the name of each publisher', async () => {
  const told = ['Reuters', 'The Economic Times', 'Business Standard'].map((publisher) => ({
    ...headline(`Infosys wins order - ${publisher}`),
    publisher,
  }))
  const { evidence } = await analyse(news(told))
  expect(evidence[0]?.values['headlineCount']).toBe(1)
})

it('does not take a rise and a fall for one story, however alike their words', async () => {
  const { evidence } = await analyse(
    news([
      headline('Microsoft shares rise in heavy trading on Monday'),
      headline('Microsoft shares fall in heavy trading on Monday'),
    ]),
  )
  expect(evidence[0]?.values).toMatchObject({
    headlineCount: 2,
    positiveCount: 1,
    negativeCount: 1,
  })
})
