import { expect, it } from 'vitest'

import { facts } from '../facts.ts'
import { aspects } from './aspects.ts'

const rows = Object.entries(aspects)

it.each(rows)('%s names only facts of the catalogue', (_name, { facts: named }) => {
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => !(name in facts))).toEqual([])
})

it.each(rows.filter(([name]) => name in facts))('%s puts its own fact first', (name, aspect) => {
  expect(aspect.facts[0]).toBe(name)
})

it('says each label once, so that two aspects never read the same', () => {
  const labels = rows.map(([, { label }]) => label)
  expect(new Set(labels).size).toBe(labels.length)
})
