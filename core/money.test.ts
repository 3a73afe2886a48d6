import { expect, it } from 'vitest'

import { dollars, exactDollars, parseDollars } from './money.ts'

it.each([
  ['2', 2_000_000_000_000n],
  ['100.00', 100_000_000_000_000n],
  ['0.05', 50_000_000_000n],
  ['0.000000000001', 1n],
  ['007', 7_000_000_000_000n],
])('reads %s to the last digit', (text, amount) => {
  expect(parseDollars(text)).toBe(amount)
})

it.each(['', '-1', '1e3', '$2', '2,00', '1.', '.5', '0.0000000000001', '1234567890', ' 2'])(
  'does not guess at %j',
  (text) => {
    expect(parseDollars(text)).toBeNull()
  },
)

it.each([
  ['0', '$0.00', '0.000000000000'],
  ['100', '$100.00', '100.000000000000'],
  ['2.5', '$2.50', '2.500000000000'],
  ['1234567.125', '$1,234,567.125', '1234567.125000000000'],
  ['0.000123', '$0.000123', '0.000123000000'],
  ['0.0000005', '$0.000001', '0.000000500000'],
  ['0.0000004', '$0.00', '0.000000400000'],
])('says %s as %s, and keeps it as %s', (text, said, kept) => {
  const amount = parseDollars(text) ?? -1n
  expect(dollars(amount)).toBe(said)
  expect(exactDollars(amount)).toBe(kept)
})

it('keeps a negative amount', () => {
  expect(exactDollars(-5n)).toBe('-0.000000000005')
})
