import { describe, expect, it } from 'vitest'

import { symbolDirectory } from './directory.ts'

const directory = symbolDirectory({ extra: () => Promise.resolve([]) })

describe('by symbol', () => {
  it.each([
    ['aapl', 'AAPL'],
    ['BRK.B', 'BRK-B'],
    ['BRK-B', 'BRK-B'],
    ['RELIANCE', 'RELIANCE.NS'],
    ['GSPC', '^GSPC'],
    ['T', 'T'],
    ['goog', 'GOOG'],
    ['LITE', 'LITE'],
    ['lite', 'LITE'],
    ['FB', 'META'],
    ['SQ', 'XYZ'],
    ['RDS.A', 'SHEL.L'],
    ['ZOMATO.NS', 'ETERNAL.NS'],
  ])('%s finds %s', (text, symbol) => {
    expect(directory.get(text)?.symbol).toBe(symbol)
  })

  it.each(['', 'TWTR', 'AAPX', '.NS', 'constructor', '__proto__'])('%j finds nothing', (text) => {
    expect(directory.get(text)).toBeUndefined()
  })
})

describe('by name', () => {
  it('finds a company by name and alias', () => {
    expect(directory.find('apple')?.listings[0]?.symbol).toBe('AAPL')
    expect(directory.find('jp morgan')?.listings[0]?.symbol).toBe('JPM')
  })

  it('finds a company that is on the SEC’s list alone, with its endings and without', () => {
    expect(directory.find('lumentum holdings')?.listings[0]?.symbol).toBe('LITE')
    expect(directory.find('lumentum')?.listings[0]?.symbol).toBe('LITE')
    expect(directory.find('interactive brokers')?.isOrdinary).toBe(false)
  })

  it('says when a name is an everyday word', () => {
    expect(directory.find('target')?.isOrdinary).toBe(true)
    expect(directory.find('tesla')?.isOrdinary).toBe(false)
  })

  it('gives all that share a name', () => {
    expect(directory.find('hdfc')?.listings.length).toBeGreaterThan(1)
  })
})

describe('near', () => {
  it.each([
    ['AAPX', 'AAPL'],
    ['TSAL', 'TSLA'],
    ['microsft', 'MSFT'],
    ['Infosis', 'INFY.NS'],
    ['Lumentom', 'LITE'],
    ['Interactive Borkers', 'IBKR'],
  ])('%s is near %s', (text, symbol) => {
    expect(directory.near(text).map((listing) => listing.symbol)).toContain(symbol)
  })

  it.each(['ZZZZQ', 'xx', '', 'a'.repeat(100_000)])('%# is near nothing', (text) => {
    expect(directory.near(text)).toEqual([])
  })
})

describe('with a data source', () => {
  const listing = symbolDirectory({ extra: () => Promise.resolve(['AAPL', 'QQZX', 'YHOO']) })

  it('knows what the source lists, once it is ready', async () => {
    expect(listing.get('QQZX')).toBeUndefined()
    await listing.ready()
    expect(listing.get('QQZX')).toMatchObject({ symbol: 'QQZX', name: 'QQZX', tags: [] })
    expect(listing.find('yahoo')?.listings[0]?.symbol).toBe('YHOO')
  })

  it('prefers what the source lists', async () => {
    await listing.ready()
    expect(listing.preferred(['MSFT', 'AAPL'])).toEqual(['AAPL'])
    expect(listing.preferred(['MSFT', 'TSLA'])).toEqual(['MSFT', 'TSLA'])
  })

  it('goes on with the shipped names when the source fails, and asks it again', async () => {
    let calls = 0
    const failing = symbolDirectory({
      extra: () => {
        calls += 1
        return calls === 1 ? Promise.reject(new Error('no such folder')) : Promise.resolve(['QQZX'])
      },
    })
    await failing.ready()
    expect(failing.get('AAPL')?.name).toBe('Apple')
    await failing.ready()
    expect(failing.get('QQZX')?.symbol).toBe('QQZX')
  })
})
