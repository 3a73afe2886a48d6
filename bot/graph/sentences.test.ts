import { expect, it } from 'vitest'

import { sentences } from './sentences.ts'

async function cut(...chunks: string[]): Promise<string[]> {
  return Array.fromAsync(sentences(chunks))
}

it('cuts at the end of a sentence, not inside a number', async () => {
  expect(await cut('It rose 3.5 % to 169.23. Volume fell.')).toEqual([
    'It rose 3.5 % to 169.23. ',
    'Volume fell.',
  ])
})

it('keeps a closing mark with its sentence', async () => {
  expect(await cut('**Up.** Then down.')).toEqual(['**Up.** ', 'Then down.'])
})

it('takes a line as a piece of its own', async () => {
  expect(await cut('| a | 1 |\n| b | 2 |\n')).toEqual(['| a | 1 |\n', '| b | 2 |\n'])
})

it('waits until a sentence is whole, however it is chunked', async () => {
  expect(await cut('It ro', 'se 3', '.', '5 %', '. ', 'Fine')).toEqual(['It rose 3.5 %. ', 'Fine'])
})

it('loses no character', async () => {
  const text = 'One.  Two!\n\n# Three?\n- four… five'
  expect((await cut(...Array.from(text))).join('')).toBe(text)
})

it('takes no point of an abbreviation or of a German day for an end', async () => {
  expect(await cut('Apple Inc. (AAPL) fell vs. 3 %. Am 29. Dezember stieg sie.')).toEqual([
    'Apple Inc. (AAPL) fell vs. 3 %. ',
    'Am 29. Dezember stieg sie.',
  ])
})

it('takes a row of a table as one piece', async () => {
  expect(await cut('| Apple Inc. | 1 |\n')).toEqual(['| Apple Inc. | 1 |\n'])
})

it('holds a text without an end, or without a space, no longer than it must', async () => {
  const spaced = await cut(...Array.from('word '.repeat(2_000)))
  expect(Math.max(...spaced.map((piece) => piece.length))).toBeLessThanOrEqual(4_005)
  const solid = await cut('x'.repeat(20_000))
  expect(Math.max(...solid.map((piece) => piece.length))).toBeLessThanOrEqual(8_001)
  expect(solid.join('')).toHaveLength(20_000)
})
