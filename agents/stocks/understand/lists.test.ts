import { describe, expect, it } from 'vitest'

import { readAlone } from './fixtures.ts'
import { metricOf, rankable } from './metrics.ts'

describe('how many of a list', () => {
  it.each([
    ['top 3 tech stocks', 3],
    ['top ten stocks', 10],
    ['best five tech stocks', 5],
    ['the 5 best banks', 5],
    ['Give me 4 tech stocks with the lowest P/E', 4],
    ['top 50 tech stocks', 50],
  ])('%s', async (text, count) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent: 'ranking', count })
    expect(reading.symbols.length).toBeLessThanOrEqual(20)
  })

  it.each([
    'top picks in tech',
    'tech stocks with the best 3-month return',
    'which is the best one of the banks',
  ])('%s says nothing of it', async (text) => expect((await readAlone(text)).count).toBeUndefined())

  it('may be of those that are named', async () => {
    const reading = await readAlone('top 2 of AAPL, MSFT and TSLA')
    expect(reading).toMatchObject({ intent: 'ranking', count: 2 })
    expect(reading.candidates).toEqual(['AAPL', 'MSFT', 'TSLA'])
  })
})

describe('what a list is ordered by', () => {
  it.each([
    ['tech stocks with the lowest P/E', 'peTrailing', true],
    ['which stock has the highest P/E?', 'peTrailing', false],
    ['banks with the highest dividend yield', 'dividendYieldPercent', false],
    ['most oversold stocks by RSI', 'rsi14', true],
    ['most overbought tech stocks', 'rsi14', false],
    ['most oversold stocks', 'rsi14', true],
    ['most undervalued tech stocks', 'peTrailing', true],
    ['fastest growing tech stocks', 'revenueGrowthPercent', false],
    ['tech stocks with the lowest volatility', 'volatilityPercent', true],
    ['most volatile tech stocks', 'volatilityPercent', false],
    ['safest tech stocks', 'volatilityPercent', true],
    ['which tech stocks had the best 3-month return', 'periodChangePercent', false],
    ['worst performing tech stocks', 'periodChangePercent', true],
    ['tech stocks with the highest revenue growth', 'revenueGrowthPercent', false],
    ['top stocks by earnings growth', 'earningsGrowthPercent', false],
    ['tech stocks with the highest Piotroski', 'piotroski', false],
    ['top stocks by market cap', 'marketCap', false],
    ['cheapest tech stocks', 'peTrailing', true],
    ['rank AAPL, MSFT and TSLA by beta', 'beta', true],
    ['worst tech stocks by net margin', 'netMarginPercent', true],
  ])('%s', async (text, by, isLowestFirst) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent: 'ranking', order: { by, isLowestFirst } })
    expect(reading.analysts).toHaveLength(1)
    expect(reading.candidates?.length).toBeGreaterThan(2)
  })

  it('keeps the period of the question', async () => {
    expect(await readAlone('tech stocks with the best 3-month return')).toMatchObject({
      period: '3mo',
    })
  })

  it.each(['top stocks by employees', 'best stocks by support level'])(
    '%s is told what can be asked for instead',
    async (text) => {
      const { answer, analysts, choices } = await readAlone(text)
      expect(answer).toMatch(
        /^I cannot rank by \*\*(?:employees|support and resistance)\*\*\. What I can rank by: .*P\/E/,
      )
      expect(analysts).toEqual([])
      for (const { text: offered } of choices) {
        // oxlint-disable-next-line no-await-in-loop -- each is a question of its own.
        expect((await readAlone(offered)).order).toBeDefined()
      }
    },
  )

  it('is a figure of the catalogue, each found by what it is called', () => {
    expect(rankable.length).toBeGreaterThan(40)
    expect(metricOf({ fact: 'roicPercent', aspect: null })).toMatchObject({ aspect: 'roicPercent' })
    expect(metricOf({ fact: null, aspect: 'levels' })).toBeNull()
  })
})
