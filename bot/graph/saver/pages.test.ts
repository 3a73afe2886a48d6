import { zstdCompressSync } from 'node:zlib'

import { expect, it } from 'vitest'

import { entriesOf, type Entry, lineOf, pageOf } from './pages.ts'

const entries = [1, 2, 3].map((at): Entry => ({
  kind: 'writes',
  namespace: '',
  checkpointId: 'c',
  taskId: `task ${at}`,
  taskPath: '',
  writes: [['findings', [{ analyst: 'technical', text: 'a\nb' }]]],
}))

it('has the entries of its lines, in their order', async () => {
  const lines = await Promise.all(entries.map(lineOf))
  expect(await entriesOf([pageOf(lines.slice(0, 2)), pageOf(lines.slice(2))])).toEqual(entries)
})

it('is read as an earlier release wrote it', async () => {
  const lines = await Promise.all(entries.map(lineOf))
  const [first = '', ...others] = lines
  const pages = [zstdCompressSync(first), pageOf(others)]
  expect(await entriesOf(pages)).toEqual(entries)
})
