import { expect, it } from 'vitest'

import type { Finding } from '../../../core/types.ts'
import { recommendationFacts } from '../facts.ts'
import {
  abstention,
  apple,
  aspectReading,
  findings,
  fundamental,
  reading,
  sentiment,
  technical,
  tesla,
} from '../narrator/fixtures.ts'
import { judge } from './judge.ts'

const asked = reading('analysis', ['AAPL'])

function only(found: readonly Finding[]) {
  const [verdict, ...others] = judge(asked, found)
  expect(others).toEqual([])
  if (verdict === undefined) throw new Error('no verdict')
  return verdict
}

it('weighs chart, fundamentals and news into one score and a rating', () => {
  const { rating, evidence } = only(findings(apple))
  const score = 0.45 * 0.2214 + 0.35 * 0.4312 + 0.2 * 0.1122
  expect(evidence.values['score']).toBeCloseTo(score, 4)
  expect(rating).toBe('buy')
})

it('weighs among those that voted when one abstains', () => {
  const found = [
    technical(apple),
    abstention('AAPL', 'fundamental', 'vendor 429'),
    sentiment(apple),
  ]
  const { evidence, coverage } = only(found)
  expect(evidence.values['score']).toBeCloseTo((0.45 * 0.2214 + 0.2 * 0.1122) / 0.65, 4)
  expect(evidence.values).toMatchObject({ votes: 2, voters: 3 })
  expect(coverage).toBe('2 of 3 analysts; fundamentals unavailable: vendor 429')
})

it('lets no invented figure steer the rating of a real share', () => {
  const invented = fundamental({ ...tesla, symbol: 'AAPL', freshness: 'demo' })
  const { evidence, coverage, risks, changes } = only([technical(apple), invented])
  expect(evidence.values['score']).toBeCloseTo(0.2214, 4)
  expect(evidence.freshness).toBe('closed')
  expect(coverage).toBe('1 of 2 analysts; fundamentals not counted: synthetic data')
  expect(risks).toEqual([])
  expect(changes.join()).not.toContain('accounts')
})

it('counts synthetic data where there is nothing else', () => {
  const demo = { ...apple, freshness: 'demo' as const }
  const { evidence, coverage } = only(findings(demo))
  expect(evidence).toMatchObject({ freshness: 'demo', values: { votes: 3 } })
  expect(coverage).toBe('3 of 3 analysts')
})

it('is the same for the same findings in any order, down to the id', () => {
  const found = findings(apple)
  expect(judge(asked, found.toReversed())).toEqual(judge(asked, found))
})

it('names its evidence after what it was computed from', () => {
  const first = only(findings(apple)).evidence
  const second = only([technical(apple)]).evidence
  expect(first.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
  expect(second.id).not.toBe(first.id)
  expect(second.source).toBe('computed from AAPL-prices, AAPL-indicators, AAPL-levels')
  expect(first.tool).toBe('stocks.recommendation')
})

it('keeps the price and the day of the call, in the units of the catalogue', () => {
  const { evidence, confidence } = only(findings(apple))
  expect(evidence.asOf).toBe('2017-12-29')
  expect(evidence.values['close']).toBe(169.23)
  expect(evidence.units).toMatchObject({ close: 'USD', confidencePercent: 'percent' })
  expect(evidence.values['confidencePercent']).toBeCloseTo(100 * confidence, 2)
  expect(Object.keys(evidence.values)).toEqual(
    expect.arrayContaining(Object.keys(recommendationFacts)),
  )
})

it('speaks of the oldest and was fetched with the newest input, as fresh as the worst', () => {
  const old = fundamental({ ...apple, freshness: 'stale' })
  const aged = old.evidence.map((each) => ({ ...each, asOf: '2017-11-03' }))
  const news = sentiment(apple)
  const late = news.evidence.map((each) => ({ ...each, fetchedAt: '2017-12-31T00:00:00.000Z' }))
  const { evidence } = only([
    { ...old, evidence: aged },
    { ...news, evidence: late },
  ])
  expect(evidence.asOf).toBe('2017-11-03')
  expect(evidence.fetchedAt).toBe('2017-12-31T00:00:00.000Z')
  expect(evidence.freshness).toBe('stale')
})

it('gives no verdict without a vote', () => {
  expect(judge(asked, [abstention('AAPL', 'technical', 'too little history')])).toEqual([])
  expect(judge(asked, [{ ...technical(apple), score: null }])).toEqual([])
  expect(judge(asked, [{ ...technical(apple), evidence: [] }])).toEqual([])
})

it.each(['analysis', 'comparison', 'reason', 'ranking', 'changes'])(
  'rates where the whole picture is wanted: %s',
  (intent) => {
    expect(judge(reading(intent, ['AAPL']), findings(apple))).toHaveLength(1)
  },
)

it('does not rate an aspect, a definition or a market that is looked over', () => {
  expect(judge(aspectReading('rsi14', ['AAPL']), findings(apple))).toEqual([])
  const compared = { ...reading('comparison', ['AAPL']), aspect: 'peTrailing' }
  expect(judge(compared, findings(apple))).toEqual([])
  expect(judge(reading('definition', []), findings(apple))).toEqual([])
  expect(judge(reading('overview', ['^GSPC']), findings(apple))).toEqual([])
})

it('rates a question why, even where it names an aspect', () => {
  expect(judge({ ...reading('reason', ['AAPL']), aspect: 'volume' }, findings(apple))).toHaveLength(
    1,
  )
})

it('gives one verdict a symbol, in the order of the question', () => {
  const verdicts = judge(reading('comparison', ['TSLA', 'AAPL', 'ZZZZ']), [
    ...findings(apple),
    ...findings(tesla),
    abstention('ZZZZ', 'technical', 'no such symbol'),
  ])
  expect(verdicts.map(({ symbol, rating }) => [symbol, rating])).toEqual([
    ['TSLA', 'sell'],
    ['AAPL', 'buy'],
  ])
})

it('says what would change a buy: the levels under the price, and new accounts', () => {
  expect(only(findings(apple)).changes).toEqual([
    'A close below the nearest support at $168.42',
    'A fall through the 200-day average at $155.20',
    'RSI 14 turning overbought or oversold (now 48.2)',
    'New accounts: the latest are of the year to 30 September 2017',
  ])
})

it('says what would change a sell: the levels over the price', () => {
  const [verdict] = judge(reading('analysis', ['TSLA']), findings(tesla))
  expect(verdict?.changes.slice(0, 2)).toEqual([
    'A close above the nearest resistance at $330.92',
    'A climb back over the 200-day average at $331.01',
  ])
})

it('says what would change a hold in both directions, and what is missing', () => {
  const level = { ...apple, scores: { ...apple.scores, technical: 0 } }
  const found = [technical(level), abstention('AAPL', 'fundamental', 'no source')]
  expect(only(found).changes).toEqual([
    'Towards buy: a close above the nearest resistance at $172.61',
    'Towards sell: a close below the nearest support at $168.42',
    'RSI 14 turning overbought or oversold (now 48.2)',
    'The accounts, which are missing from this picture',
  ])
})

it('names no level on the wrong side of the price', () => {
  const fallen = { ...apple, prices: { ...apple.prices, close: 150 } }
  const { changes } = only(findings(fallen))
  expect(changes.join()).not.toMatch(/support|200-day/)
})

it('names the gravest risks that the evidence holds, four at most', () => {
  const [verdict] = judge(reading('analysis', ['TSLA']), findings(tesla))
  expect(verdict?.risks).toEqual([
    'Mixed signals: bullish (news) against bearish (chart and fundamentals)',
    'Altman Z of 1.44, inside the distress zone',
    'The company loses money: a net loss of $1.96 billion',
    'Large swings: annualised volatility of 36.4%',
  ])
})

it('names no risk where there is none', () => {
  expect(only(findings(apple)).risks).toEqual([])
})

it('counts synthetic and old data among the risks', () => {
  expect(only([technical({ ...apple, freshness: 'demo' })]).risks).toEqual([
    'The data is synthetic and says nothing about the real company',
  ])
  expect(only([technical({ ...apple, freshness: 'stale' })]).risks).toEqual([
    'The data is old: the last price is of 29 December 2017',
  ])
})
