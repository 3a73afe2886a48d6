import { expect, it } from 'vitest'

import { keyOf, wordsOf } from './words.ts'

it.each([
  ['How does AAPL look?', ['How', 'does', 'AAPL', 'look']],
  ['P/E of Apple’s stock', ['P', 'E', 'of', 'Apple', 'stock']],
  ["what's up, don't", ['what', 'up', 'dont']],
  ['52-week high', ['52', 'week', 'high']],
  ['up 3.5% to $101.2', ['up', '3.5', 'to', '101.2']],
  ['BRK.B, brk-b and BRK-A.', ['BRK.B', 'brk-b', 'and', 'BRK-A']],
  ['M&M.NS BAJAJ-AUTO.NS 7203.T', ['M&M.NS', 'BAJAJ-AUTO.NS', '7203.T']],
  ['^GSPC EURUSD=X BTC-USD', ['^GSPC', 'EURUSD=X', 'BTC-USD']],
  ['S&P500 AT&T', ['S&P500', 'AT&T']],
  ['EUR/USD', ['EUR', 'USD']],
  ['AAPL.What now', ['AAPL', 'What', 'now']],
  ['the U.S. dollar', ['the', 'US', 'dollar']],
  ['t-mobile Coca-Cola', ['t', 'mobile', 'Coca', 'Cola']],
  ['分析AAPL', ['分析', 'AAPL']],
  ['AAPL은 어때', ['AAPL', '은', '어때']],
  ['एप्पल का शेयर', ['एप्पल', 'का', 'शेयर']],
  ['💥 ... --- ‮ $ ^', []],
])('%s', (text, words) => {
  expect(wordsOf(text).map((word) => word.text)).toEqual(words)
})

it('marks cashtags, capitals and capitals inside a sentence', () => {
  expect(wordsOf('Buy $nvda or Tesla. Then IT')).toMatchObject([
    { text: 'Buy', isCapitals: false },
    { text: 'nvda', isCashtag: true, isCapitals: false },
    { text: 'or', isCashtag: false },
    { text: 'Tesla', isCapitals: false },
    { text: 'Then', isCapitals: false },
    { text: 'IT', isCapitals: true },
  ])
})

it('reads accents and cases alike', () => {
  expect(keyOf('Nestlé  S.A.')).toBe(keyOf('NESTLE sa'))
})
