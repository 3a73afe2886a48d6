import { describe, expect, it } from 'vitest'

import { offered, readAlone } from './fixtures.ts'
import { glossary } from './glossary.ts'

describe('definitions', () => {
  it.each([
    ['what is a P/E ratio?', 'P/E ratio'],
    ["what's the P/E?", 'P/E ratio'],
    ['explain RSI', 'RSI'],
    ['RSI', 'RSI'],
    ['what does beta mean', 'Beta'],
    ['define market cap', 'Market value'],
    ['how to read MACD', 'MACD'],
    ['difference between SMA and EMA', 'Moving average'],
    ['what is a golden cross', 'Golden cross'],
    ['EXPLAIN FREE CASH FLOW', 'Free cash flow'],
    ['was bedeutet KGV', 'P/E ratio'],
  ])('%s', async (text, title) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent: 'definition', symbols: [], analysts: [] })
    expect(reading.answer).toContain(`**${title}**`)
    expect(reading.confidence).toBeGreaterThanOrEqual(0.5)
  })

  it('shows the thing on a real symbol at the press of a button', async () => {
    const { choices } = await readAlone('what is RSI?')
    expect(choices[0]).toEqual({ label: 'RSI of AAPL', text: 'RSI of AAPL' })
  })

  it.each([...glossary.keys()])('finds %s by its own title', async (title) => {
    const reading = await readAlone(`What does ${title} mean?`)
    expect(reading.answer).toContain(`**${title}**`)
  })
})

describe('symbols that are gone', () => {
  it.each([
    ['$TWTR', '**TWTR** is not traded any more: Twitter was taken private in October 2022.'],
    ['TWTR', '**TWTR** is not traded any more: Twitter was taken private in October 2022.'],
    ['SIVB stock', '**SIVB** is not traded any more: SVB Financial failed in March 2023.'],
    ['twitter stock price', '**TWTR** is not traded any more'],
    ['twitter stock', '**TWTR** is not traded any more'],
    ['square stock', 'Square took the symbol XYZ in January 2025'],
  ])('%s', async (text, answer) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent: 'unknown_symbol', symbols: [] })
    expect(reading.answer).toContain(answer)
  })

  it.each(['post this on twitter', 'look at twitter for me', 'a slack day', 'fill the gap'])(
    '%s is not about one',
    async (text) => {
      expect((await readAlone(text)).confidence).toBeLessThan(0.5)
    },
  )
})

describe('small talk', () => {
  it.each([
    ['hi', 'small_talk'],
    ['Hello there!', 'small_talk'],
    ['good morning', 'small_talk'],
    ['namaste', 'small_talk'],
    ['thanks!', 'small_talk'],
    ['Thank you so much', 'small_talk'],
    ['bye', 'small_talk'],
    ['who are you?', 'small_talk'],
    ['are you a bot', 'small_talk'],
    ['help', 'help'],
    ['what can you do?', 'help'],
    ['hi, what can I ask?', 'help'],
  ])('%s', async (text, intent) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent, symbols: [], analysts: [] })
    expect(reading.confidence).toBeLessThan(0.5)
    expect(reading.choices.length).toBeGreaterThanOrEqual(3)
  })

  it.each([
    ['hi, how does AAPL look?', 'analysis'],
    ['thanks, and what is the RSI of TSLA', 'aspect'],
    ['help me compare apple and google', 'comparison'],
  ])('%s is more than small talk', async (text, intent) => {
    expect((await readAlone(text)).intent).toBe(intent)
  })

  it('says the same to the same words and does not always say the same', async () => {
    const greetings = ['hi', 'hello', 'hey', 'good morning', 'good evening', 'hola']
    const once = await Promise.all(greetings.map((text) => readAlone(text)))
    const again = await Promise.all(greetings.map((text) => readAlone(text)))
    expect(again).toEqual(once)
    expect(new Set(once.map(({ answer }) => answer)).size).toBeGreaterThan(1)
  })
})

describe('other matters', () => {
  it.each([
    "what's the weather",
    'set an alarm for 7',
    'play some music',
    'tell me a joke',
    'what is the meaning of life',
    'explain quantum physics',
    'how does my hair look',
    'turn the volume up',
    'book a table at a restaurant',
    'what is ten percent of forty',
    'DROP TABLE users; --',
    'yes',
    'x',
  ])('%s gets a kind word and examples', async (text) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({
      intent: 'off_topic',
      symbols: [],
      analysts: [],
      isUnclear: true,
    })
    expect(reading.answer).not.toBeNull()
    expect(reading.confidence).toBeLessThan(0.5)
    expect(reading.choices).toHaveLength(3)
  })

  it.each(['', '   ', '???', '💥🚀', '\n\t', '$', '^', '…'])('%j is empty', async (text) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent: 'empty', confidence: 0, symbols: [] })
    expect(reading.choices).toHaveLength(3)
  })
})

describe('unknown symbols and names', () => {
  it.each([
    ['How does AAPX look?', 'AAPX', 'AAPL'],
    ['how does aapx look', 'aapx', 'AAPL'],
    ['AAPX', 'AAPX', 'AAPL'],
    ['APPL', 'APPL', 'AAPL'],
    ['$TSLAA', 'TSLAA', 'TSLA'],
    ['analyse microsft', 'microsft', 'MSFT'],
    ['nvdia', 'nvdia', 'NVDA'],
    ['gogle stock', 'gogle', 'GOOGL'],
    ['TATAPOWR.NS', 'TATAPOWR.NS', 'TATAPOWER.NS'],
    ['compare apple and microsft', 'microsft', 'MSFT'],
  ])('%s offers what is near', async (text, unknown, near) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent: 'unknown_symbol', symbols: [], analysts: [] })
    expect(reading.answer).toContain(`**${unknown}**`)
    expect(reading.choices[0]?.text).toContain(near)
    expect(reading.confidence).toBeGreaterThanOrEqual(0.5)
  })

  it.each([
    ['$ZZZZQ', 'ZZZZQ'],
    ['compare AAPL and ZZZQ', 'ZZZQ'],
    ['stock price of terranova', 'terranova'],
    ['give me the stock price for tommy hilfiger', 'tommy hilfiger'],
  ])('%s has nothing near, and says so', async (text, unknown) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent: 'unknown_symbol', symbols: [] })
    expect(reading.answer).toContain(`**${unknown}**`)
    expect(reading.choices.length).toBeGreaterThan(0)
  })

  it('takes an unknown symbol at its word when told to', async () => {
    const { choices } = await readAlone('$ZZZZQ')
    expect(choices.map(({ text }) => text)).toContain('Look up ZZZZQ anyway')
    const reading = await readAlone('Look up ZZZZQ anyway')
    expect(reading).toMatchObject({ intent: 'analysis', symbols: ['ZZZZQ'] })
  })

  it('keeps the aspect and the period of the question in what it offers', async () => {
    const { choices } = await readAlone('RSI of AAPX over six months')
    expect(choices[0]?.text).toBe('RSI of AAPL over six months')
  })
})

describe('names that could be several', () => {
  it.each([
    ['berkshire', ['BRK-B', 'BRK-A']],
    ['How does HDFC look?', ['HDFCBANK.NS', 'HDFCLIFE.NS', 'HDFCAMC.NS']],
    ['delta', ['DAL', 'DELTACORP.NS']],
    ['alphabet class', ['GOOGL', 'GOOG']],
    ['Should I buy coke?', ['KO', 'COKE']],
    ['adani', ['ADANIENT.NS', 'ADANIPORTS.NS', 'ADANIGREEN.NS']],
  ])('%s asks back', async (text, symbols) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent: 'ambiguous', symbols: [], analysts: [] })
    expect(reading.choices.map((choice) => choice.text)).toEqual(
      symbols.map((symbol) => `How does ${symbol} look?`),
    )
  })

  it.each(['Tata', 'tata stock', 'Bank'])('%s offers at most six', async (text) => {
    const reading = await readAlone(text)
    expect(reading.intent).toBe('ambiguous')
    expect(reading.choices.length).toBeGreaterThan(2)
    expect(reading.choices.length).toBeLessThanOrEqual(6)
  })

  it('keeps the others of a comparison in what it offers', async () => {
    const { choices } = await readAlone('compare HDFC and Infosys')
    expect(choices[0]?.text).toBe('Compare INFY.NS and HDFCBANK.NS')
  })
})

describe('the record of calls', () => {
  it.each([
    'what is your track record?',
    'how accurate are you',
    'How good have your calls been?',
    'how good were your recommendations so far',
  ])('%s is looked up, not judged anew', async (text) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent: 'track_record', symbols: [], analysts: [] })
    expect(reading.answer).toBeNull()
    expect(reading.confidence).toBeGreaterThanOrEqual(0.5)
  })

  it('may be that on one symbol', async () => {
    const reading = await readAlone('How good have your calls on TSLA been?')
    expect(reading).toMatchObject({ intent: 'track_record', symbols: ['TSLA'], analysts: [] })
  })
})

describe('what is not there yet', () => {
  it.each([
    ['dollar to euro', 'currency'],
    ['how many yen for each dollar', 'currency'],
    ['EURUSD', 'currency'],
    ['GBPUSD=X', 'currency'],
    ['what is the exchange rate of u. s. d. to inr', 'currency'],
    ['how are my stocks doing', 'portfolio'],
    ['what is on my watchlist?', 'portfolio'],
    ['which stocks are on my watchlist', 'portfolio'],
    ['alert me when AAPL drops below 100', 'alert'],
    ['what is the stock price', 'ambiguous'],
    ['Is now a good time to buy?', 'ambiguous'],
  ])('%s is answered honestly, without analysts', async (text, intent) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent, symbols: [], analysts: [] })
    expect(reading.confidence).toBeGreaterThanOrEqual(0.5)
    expect(reading.choices.length).toBeGreaterThan(0)
  })

  it.each(['dollar to euro', 'how much is one euro in dollars', 'EUR/USD'])(
    '%s is charted where the data source has the pair',
    async (text) => {
      const reading = await readAlone(text, offered)
      expect(reading).toMatchObject({ intent: 'currency', symbols: ['EURUSD=X'] })
      expect(reading.analysts).toEqual(['technical'])
    },
  )
})
