import { expect, it } from 'vitest'

import { readAlone, readThread } from './fixtures.ts'

it.each([
  'which of Apple and Tesla had the better RSI last month and is Microsoft’s P/E above both?',
  'RSI and P/E of Apple',
  'Compare the RSI, beta and P/E of AAPL and TSLA',
  'Is the dividend yield of KO higher than the net margin of PEP?',
  'Does Microsoft trade above its 200-day average, and how is its news?',
  'Give me a stock with a low P/E and a high RSI in tech',
  'Is Apple cheaper than Microsoft and more volatile than Tesla?',
])('more was asked than one answer looks at: %s', async (text) => {
  const { isPartial, analysts } = await readAlone(text)
  expect(isPartial).toBe(true)
  expect(analysts).not.toEqual([])
})

it.each([
  'How does AAPL look?',
  'Compare Apple and Microsoft',
  'Is the P/E of AAPL above that of MSFT?',
  'What are support and resistance of TSLA?',
  'price and volume of AAPL',
  'RSI of TSLA on weekly bars',
  'What is the valuation of AAPL, and what is its P/E?',
  'What is the difference between RSI and MACD?',
  'Why did Apple fall?',
  'Which stocks would you call overbought right now?',
  'hello',
])('that is all that was asked: %s', async (text) => {
  expect((await readAlone(text)).isPartial).toBeUndefined()
})

it('goes by the question, not by what the thread spoke of', async () => {
  const reading = await readThread(['P/E of AAPL', 'RSI of TSLA'])
  expect(reading.isPartial).toBeUndefined()
})
