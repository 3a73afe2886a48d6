import { describe, expect, it } from 'vitest'

import { readAlone } from './fixtures.ts'

describe('a question that names one clearly, whatever its language', () => {
  it.each([
    ['wie sieht Apple aus?', 'AAPL'],
    ['Was hältst du von Apple?', 'AAPL'],
    ['Wie geht es Microsoft heute?', 'MSFT'],
    ['Soll ich Tesla kaufen?', 'TSLA'],
    ['¿Qué piensas de Apple?', 'AAPL'],
    ['¿Cómo va Microsoft hoy?', 'MSFT'],
    ['Que penses-tu de Tesla ?', 'TSLA'],
    ['Comment va Apple aujourd’hui ?', 'AAPL'],
    ['Cosa pensi di Apple?', 'AAPL'],
    ['O que você acha da Microsoft?', 'MSFT'],
    ['Hoe ziet Apple eruit?', 'AAPL'],
    ['Apple kaisa chal raha hai', 'AAPL'],
    ['Как выглядит Apple?', 'AAPL'],
    ['Appleはどう見えますか？', 'AAPL'],
    ['苹果 $AAPL 怎么样', 'AAPL'],
    ['Mitä mieltä olet $AAPL', 'AAPL'],
  ])('%s', async (text, symbol) => {
    const { confidence, ...reading } = await readAlone(text)
    expect(reading).toMatchObject({ intent: 'analysis', symbols: [symbol], answer: null })
    expect(confidence).toBeGreaterThanOrEqual(0.5)
  })

  it.each(['wie wird das Wetter heute', 'quel temps fait-il', 'как дела', '今日の天気'])(
    '%s names none',
    async (text) => expect((await readAlone(text)).confidence).toBeLessThan(0.5),
  )
})

describe('a word with which several names begin', () => {
  it.each([
    ['how does American look?', ['AXP', 'AAL', 'AMT']],
    ['American', ['AXP', 'AAL', 'AMT']],
    ['how is United doing?', ['UAL']],
    ['what do you think of General?', ['GM', 'GD', 'GIS']],
  ])('%s asks back', async (text, symbols) => {
    const { intent, answer, choices } = await readAlone(text)
    expect(intent).toBe('ambiguous')
    expect(answer).toContain('could be several')
    const offered = choices.map((choice) => choice.text)
    expect(offered).toEqual(
      expect.arrayContaining(symbols.map((symbol) => `How does ${symbol} look?`)),
    )
    expect(offered.length).toBeLessThanOrEqual(6)
  })

  it.each([
    ['American Express', 'analysis'],
    ['how are american stocks doing', 'overview'],
    ['how is the american market', 'overview'],
    ['how does my hair look', 'off_topic'],
  ])('%s does not', async (text, intent) => {
    expect((await readAlone(text)).intent).toBe(intent)
  })
})
