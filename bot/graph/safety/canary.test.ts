import { expect, it } from 'vitest'

import { leakWatch, randomWord } from './canary.ts'

const canary = 'k7fqw3zt9mxh2vpd8rsb'
const instructions =
  'You are the analyst who writes the reply for a team that asked about stocks. Compute nothing of your own.'

function leaks(...pieces: string[]): boolean {
  const watch = leakWatch(canary, instructions)
  return pieces.map((piece) => watch(piece)).includes(true)
}

const spaced = Array.from(canary).join(' ')

it.each([
  ['as it is', [`It is ${canary}.`]],
  ['in capitals', [canary.toUpperCase()]],
  ['the first half', [canary.slice(0, 10)]],
  ['the second half', [canary.slice(10)]],
  ['spaced', [spaced]],
  ['with points', [spaced.replaceAll(' ', '. ')]],
  ['in bold letters', [spaced.replaceAll(' ', '** **')]],
  [
    'in full-width letters',
    [canary.replaceAll(/[a-z]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 65_248))],
  ],
  ['backwards', [Array.from(canary).toReversed().join('')]],
  ['in hexadecimal', [Buffer.from(canary).toString('hex')]],
  ['in base64', [Buffer.from(canary).toString('base64')]],
  ['in the base64 of a sentence', [Buffer.from(`It is ${canary}!`).toString('base64')]],
  ['in the base64 of another sentence', [Buffer.from(`It was ${canary}!`).toString('base64')]],
  ['in base64, without its case', [Buffer.from(`Say ${canary}`).toString('base64').toLowerCase()]],
  ['over pieces', ['It is k7fq. ', 'Then w3zt. ', 'Then 9mxh.'].map((s) => s.replace('Then ', ''))],
  ['letter by letter over pieces', Array.from(canary, (letter) => `${letter}\n`)],
  [
    'the instructions',
    ['Sure! You are the analyst who **writes** the reply for a team that asked about stocks.'],
  ],
])('hears it %s', (_name, pieces) => {
  expect(leaks(...pieces)).toBe(true)
})

it.each([
  'AAPL closed at 169.23 USD on 2017-12-29, 1.1 % below the day before.',
  '_This is information, not investment advice._',
  'You are asking about stocks, and the team that writes the reply computes nothing.',
  'k7fqw',
  'A long reply about nothing. '.repeat(400),
])('hears nothing in %s', (text) => {
  expect(leaks(text, text)).toBe(false)
})

it('draws another word each time', () => {
  const words = Array.from({ length: 100 }, () => randomWord(20))
  expect(new Set(words).size).toBe(100)
  expect(words.every((word) => /^[a-z2-9]{20}$/.test(word))).toBe(true)
})
