import { describe, expect, it } from 'vitest'

import { type PersonalSettings, usualSettings } from '../../../core/settings.ts'
import { readAlone, readThread } from './fixtures.ts'

function atHome(market: PersonalSettings['market'], text: string) {
  return readAlone(text, [], { ...usualSettings, market })
}

describe('a home market', () => {
  it('is the market that is meant where the question names none', async () => {
    const world = await atHome('world', 'How is the market?')
    expect(world.symbols).toEqual(['^GSPC', '^IXIC', '^DJI', '^STOXX50E', '^NSEI', '^N225'])
    const india = await atHome('india', 'How is the market?')
    expect(india).toMatchObject({ intent: 'overview', symbols: ['^NSEI', '^BSESN', '^NSEBANK'] })
    const us = await atHome('us', 'How is the market?')
    expect(us.symbols).toEqual(['^GSPC', '^IXIC', '^DJI', '^RUT'])
    expect((await atHome('india', 'How is the US market?')).symbols).toEqual(us.symbols)
    expect((await atHome('india', 'Why is the market down?')).symbols).toEqual(['^NSEI'])
    const against = await atHome('india', 'compare Wipro with the market')
    expect(against.symbols).toEqual(['WIPRO.NS', '^NSEI'])
  })

  it('is where lists come from, unless it has none of that', async () => {
    const banks = await atHome('india', 'best bank stocks')
    expect(banks.symbols.every((symbol) => symbol.endsWith('.NS'))).toBe(true)
    const top = await atHome('india', 'top stocks')
    expect(top.symbols).toContain('RELIANCE.NS')
    const world = await atHome('world', 'top stocks')
    expect((await atHome('us', 'top stocks')).symbols).toEqual(world.symbols)
    const airlines = await atHome('us', 'best airlines')
    expect(airlines.symbols).toEqual(['DAL', 'UAL', 'AAL', 'LUV'])
    const crypto = await atHome('world', 'best crypto')
    expect((await atHome('india', 'best crypto')).symbols).toEqual(crypto.symbols)
  })

  it.each([
    ['How does Prudential look?', 'ambiguous', 'ICICIPRULI.NS'],
    ['INFY', 'analysis', 'INFY.NS'],
    ['How does INFY look?', 'analysis', 'INFY.NS'],
  ] as const)('says whom %s means', async (text, elsewhere, symbol) => {
    expect(await atHome('world', text)).toMatchObject({ intent: elsewhere })
    expect((await atHome('world', text)).symbols).not.toEqual([symbol])
    expect(await atHome('india', text)).toMatchObject({ intent: 'analysis', symbols: [symbol] })
  })

  it('changes nothing for what is named in full, or is of one market alone', async () => {
    expect((await atHome('india', 'AAPL')).symbols).toEqual(['AAPL'])
    expect((await atHome('us', 'How does Reliance Industries look?')).symbols).toEqual([
      'RELIANCE.NS',
    ])
    expect((await atHome('us', 'How does INFY look?')).symbols).toEqual(['INFY'])
  })

  it('leaves alone whom the thread speaks of', async () => {
    const settings = { ...usualSettings, market: 'india' } as const
    const reading = await readThread(['How does INFY look?', 'RSI of INFY?'], settings)
    expect(reading.symbols).toEqual(['INFY'])
  })
})

describe('long answers', () => {
  const long = { ...usualSettings, answers: 'long' } as const

  it('are what a person gets who always wants them', async () => {
    expect((await readAlone('How does AAPL look?')).isLong).toBeUndefined()
    expect((await readAlone('How does AAPL look?', [], long)).isLong).toBe(true)
  })

  it('are short where the question says so, and long for everybody who asks', async () => {
    expect((await readAlone('AAPL briefly', [], long)).isLong).toBeUndefined()
    expect((await readAlone('How does AAPL look, in short?', [], long)).isLong).toBeUndefined()
    expect((await readAlone('full analysis of AAPL')).isLong).toBe(true)
  })
})
