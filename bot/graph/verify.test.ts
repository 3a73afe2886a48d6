import { expect, it } from 'vitest'

import { numberChecker } from './check.ts'
import { brief } from './fixtures.ts'
import { verified } from './verify.ts'

const newChecker = () => numberChecker(brief({ close: 169.23 }), { phrases: [] })

async function run(text: string, rewrite: ((s: string) => Promise<string>) | null = null) {
  const struck: string[] = []
  const parts = verified([text], {
    checker: newChecker(),
    rewrite,
    onStruck: (number) => struck.push(number),
  })
  return { text: (await Array.fromAsync(parts, (part) => part.text)).join(''), struck }
}

it('lets a founded sentence through as it is', async () => {
  expect(await run('It closed at 169.23. Good.')).toEqual({
    text: 'It closed at 169.23. Good.',
    struck: [],
  })
})

it('has an unfounded sentence rewritten once', async () => {
  const { text, struck } = await run('It closed at 200. Good.', async () => 'It closed at 169.23. ')
  expect(text).toBe('It closed at 169.23. Good.')
  expect(struck).toEqual([])
})

it('strikes out what still has no evidence, and counts it', async () => {
  const { text, struck } = await run('From 169.23 to 200 by 2031.', async (sentence) => sentence)
  expect(text).toBe('From 169.23 to ~~200~~ (unverified) by ~~2031~~ (unverified).')
  expect(struck).toEqual(['200', '2031'])
})

it('says which value stands behind each number, also beside one that was struck out', async () => {
  const parts = verified(['From 200 it came to 169.23 on 2017-12-29.'], {
    checker: newChecker(),
    rewrite: null,
    onStruck: () => {},
  })
  const [{ text, citations } = { text: '', citations: [] }] = await Array.fromAsync(parts)
  const cited = citations.map(({ start, end, from }) => [text.slice(start, end), ...from])
  expect(cited).toEqual([
    ['169.23', '0.close'],
    ['2017-12-29', '0.asOf'],
  ])
})
