import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { variables } from '../bot/config.ts'
import manifest from '../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

it('describes every variable that the hub reads, as the hub describes it, and no other', () => {
  const described = Object.entries(variables.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined).data
    return [`\`${name}\``, fallback === undefined ? '' : `\`${fallback}\``, schema.description]
  })
  const table = readme.split('\n').filter((line) => /^\| `[A-Z]/.test(line))
  expect(table.map(cells)).toEqual(described)
})

it('names only commands that exist', () => {
  const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !(name in manifest.scripts))).toEqual([])
})

it('links only to what is there', () => {
  const links = [...readme.matchAll(/\]\(((?!https?:)[^)]+)\)/g)].map(([, path = '']) => path)
  expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

function cells(row: string): string[] {
  return row
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())
}
