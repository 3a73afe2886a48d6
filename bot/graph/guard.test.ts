import { expect, it } from 'vitest'

import { clean } from './guard.ts'

it.each([
  ['control characters go', 'AA\u0000PL\u001B[31m', 'AAPL[31m'],
  ['bidi overrides go', 'price of \u202ELPAA', 'price of LPAA'],
  ['zero-width characters go, so that they cannot hide a symbol', 'AA\u200BPL', 'AAPL'],
  ['emoji keep their joiner', '👩‍💻 AAPL', '👩‍💻 AAPL'],
  ['letters are composed', 'Nestle\u0301', 'Nestl\u00E9'],
  ['line ends are one kind', 'a\r\nb\rc', 'a\nb\nc'],
  ['runs of space are one', '  a \t\u00A0 b  ', 'a b'],
  ['lone surrogates are replaced', 'a\uD800b', 'a\uFFFDb'],
  ['nothing stays nothing', ' \u200B ', ''],
])('%s', (_name, text, expected) => {
  expect(clean(text)).toBe(expected)
})

it('reads at most 8,000 characters of a very long message', () => {
  expect(clean('word '.repeat(20_000))).toHaveLength(7_999)
})
