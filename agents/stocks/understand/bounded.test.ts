import { expect, it } from 'vitest'

import { readAlone } from './fixtures.ts'

const size = 100_000

it.each([
  ['a word', 'a'.repeat(size)],
  ['capitals', 'A'.repeat(size)],
  ['joiners', 'a-'.repeat(size / 2)],
  ['dots', 'a.'.repeat(size / 2)],
  ['quotes', "a'".repeat(size / 2)],
  ['signs', '$^'.repeat(size / 2)],
  ['spaces', ' '.repeat(size)],
  ['words', 'lorem '.repeat(size / 6)],
  ['near misses', 'AAPX '.repeat(size / 5)],
  ['two scripts', '分a'.repeat(size / 2)],
  ['marks', '\u0301'.repeat(size)],
  ['half characters', '\ud800'.repeat(size)],
])('reads 100 kB of %s', async (_name, text) => {
  const reading = await readAlone(text)
  expect(reading.symbols).toEqual([])
  expect(reading.answer?.length).toBeLessThan(2_000)
})

it('reads 100 kB of symbols as the first six', async () => {
  const reading = await readAlone('AAPL TSLA MSFT GOOGL NVDA AMZN META '.repeat(size / 36))
  expect(reading.symbols).toEqual(['AAPL', 'TSLA', 'MSFT', 'GOOGL', 'NVDA', 'AMZN'])
})

it('finds the question after a long paste', async () => {
  const text = `${'lorem ipsum '.repeat(size / 12)}\n\nHow does AAPL look? Is it a good stock to buy?`
  expect((await readAlone(text)).symbols).toEqual(['AAPL'])
})

it.each([
  '<script>alert(1)</script> AAPL',
  '<@everyone> AAPL',
  '**bold** [link](https://example.com) AAPL',
  '`code` AAPL',
  "'; SELECT 1; -- AAPL",
])('finds the symbol in %s', async (text) => {
  expect((await readAlone(text)).symbols).toEqual(['AAPL'])
})

it('repeats nothing of a person’s text but letters, digits and the signs of symbols', async () => {
  const { answer } = await readAlone('$ZZ<script>*_`[x](http://x)@everyone')
  expect(answer).toContain('**ZZ**')
  expect(answer).not.toContain('<')
  expect(answer).not.toContain('@')
})
