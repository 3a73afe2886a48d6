import { describe, expect, it } from 'vitest'

import { apple, brief, findings, reading, technical, tesla } from './fixtures.ts'
import { narrate } from './narrate.ts'

describe('why it moved', () => {
  const up = '**What points up**\n\n- Price above its 200-day average\n- A telling margin'
  const down = '**What points down**\n\n- MACD below its signal line'

  it('puts the signs on the side of the move first, and claims no cause', () => {
    const ofTheDay = narrate(brief(reading('reason', ['AAPL']), findings(apple)))
    expect(ofTheDay).toContain(`${down}\n\n${up}`)
    expect(ofTheDay).toMatch(/cause\./)
    const asked = { ...reading('reason', ['AAPL']), period: '1y' }
    expect(narrate(brief(asked, findings(apple)))).toContain(`${up}\n\n${down}`)
  })

  it('keeps its form where it names an aspect', () => {
    const asked = { ...reading('reason', ['AAPL']), aspect: 'volume' }
    expect(narrate(brief(asked, findings(apple)))).toContain('**What points up**')
  })

  it('sets the move beside that of its market on the same day', () => {
    const prices = { ...tesla.prices, changePercent: 0.75 }
    const index = technical({ ...tesla, symbol: '^GSPC', currency: null, prices })
    const market = { ...index, analyst: 'market', score: null }
    const asked = reading('reason', ['AAPL'])
    const text = narrate(brief(asked, [...findings(apple), market]))
    expect(text).toContain('The index of its market, S&P 500, moved +0.8% on the same day.')
    expect(text).not.toContain('## S&P 500')
    const demo = {
      ...market,
      evidence: market.evidence.map((e) => ({ ...e, freshness: 'demo' as const })),
    }
    expect(narrate(brief(asked, [...findings(apple), demo]))).not.toContain('The index')
  })

  it('quotes the headlines of those days, or says that there are none', () => {
    const text = narrate(brief(reading('reason', ['AAPL']), findings(apple)))
    expect(text).toContain('Headlines of those days:')
    const sentimentOf = { ...apple.sentiment }
    for (const place of [1, 2, 3]) sentimentOf[`headline${place}At`] = '2017-12-01T10:00:00.000Z'
    const old = narrate(
      brief(reading('reason', ['AAPL']), findings({ ...apple, sentiment: sentimentOf })),
    )
    expect(old).toContain('None of the headlines that moved the tone is of those days.')
  })

  it('says so when no headline explains it', () => {
    const text = narrate(brief(reading('reason', ['AAPL']), [technical(apple)]))
    expect(text).toContain('No headline at hand explains it.')
  })
})
