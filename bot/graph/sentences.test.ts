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
