import { describe, expect, it } from 'vitest'

import { readAlone, readWith } from './fixtures.ts'

const table =
  'Name,Symbol,Shares\n"Apple, Inc.",AAPL,10\nTesla,$TSLA,5\nNobody,QQQQX,1\nApple,AAPL,2\n'

describe('a file of symbols', () => {
  it.each(['analyse these', 'Analyse this CSV', '', 'hi, can you look at these?', 'compare them'])(
    'is what "%s" is about',
    async (text) => {
      const reading = await readWith(text, 'mine.csv', table)
      expect(reading).toMatchObject({ symbols: ['AAPL', 'TSLA'], intent: 'comparison' })
      expect(reading.confidence).toBeGreaterThan(0.5)
      expect(reading.analysts).not.toEqual([])
    },
  )

  it('says which aspect and period of them are asked for, as words alone do', async () => {
    const reading = await readWith('the RSI of these over one year', 'mine.csv', table)
    expect(reading).toMatchObject({ symbols: ['AAPL', 'TSLA'], aspect: 'rsi14', period: '1y' })
  })

  it.each([
    ['semicolons.csv', 'ticker;weight\nMSFT;0,5\nNVDA;0,5\n'],
    ['tabs.tsv', 'TICKER\tweight\nMSFT\t1\nNVDA\t1\n'],
    ['bare.csv', '\uFEFFMSFT\r\nNVDA\r\n'],
    ['list.txt', 'MSFT\nNVDA\n'],
    ['note.md', '# Ideas\n\n- Microsoft (MSFT)\n- NVDA, for the target price\n'],
    ['list.json', '["MSFT", "NVDA"]'],
    ['odd.csv', 'MSFT,"NVDA\n'],
  ])('may be %s', async (name, text) => {
    expect((await readWith('analyse these', name, text)).symbols).toEqual(['MSFT', 'NVDA'])
  })

  it('offers the rest where it holds more than one table does', async () => {
    const symbols = ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA', 'JPM']
    const reading = await readWith('analyse these', 'many.csv', `symbol\n${symbols.join('\n')}`)
    expect(reading.symbols).toEqual(symbols.slice(0, 6))
    expect(reading.choices).toEqual([expect.objectContaining({ text: 'Compare TSLA and JPM' })])
  })

  it('does not stand in the way of a question that names its own, or is about something else', async () => {
    expect((await readWith('How does MSFT look?', 'mine.csv', table)).symbols).toEqual(['MSFT'])
    const asked = 'What is a P/E ratio?'
    expect(await readWith(asked, 'mine.csv', table)).toEqual(await readAlone(asked))
  })

  it('says so where there is no symbol in it, and nothing was asked', async () => {
    const reading = await readWith('', 'poem.txt', 'roses and violets')
    expect(reading.answer).toContain('no symbol')
    const asked = 'How does AAPL look?'
    expect(await readWith(asked, 'poem.txt', 'roses')).toEqual(await readAlone(asked))
  })

  it.each(['"'.repeat(5_000), ',;\t|'.repeat(20_000), '{"a":'.repeat(10_000), '\u0000=cmd()'])(
    'may be hostile (%#)',
    async (text) => {
      const reading = await readWith('analyse these', 'evil.csv', text)
      expect(reading.symbols).toEqual([])
    },
  )
})
