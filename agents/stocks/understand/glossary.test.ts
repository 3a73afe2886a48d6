import { expect, it } from 'vitest'

import { aspects } from './aspects.ts'
import { glossary } from './glossary.ts'
import { keyOf } from './words.ts'

const rows = [...glossary]

it('explains at least forty terms', () => {
  expect(glossary.size).toBeGreaterThanOrEqual(40)
})

it.each(rows)('%s has names, and a short text', (_title, { phrases, body }) => {
  expect(phrases.every((phrase) => keyOf(phrase) !== '')).toBe(true)
  expect(body.length).toBeGreaterThan(60)
  expect(body.length).toBeLessThan(700)
})

it.each(rows.filter(([, { aspect }]) => aspect !== null))('%s is shown by an aspect', (_, term) => {
  expect(Object.keys(aspects)).toContain(term.aspect)
})

it('uses no name twice', () => {
  const names = rows.flatMap(([, { phrases }]) => phrases.map(keyOf))
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})
