import { deflateSync, zstdCompressSync } from 'node:zlib'

import { expect, it } from 'vitest'

import { notations } from './notation.ts'
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
  const [second = '', ...newest] = others
  const [, ...earlier] = notations
  const before = earlier.map((words) => deflateSync(second, { dictionary: Buffer.from(words) }))
  const pages = [zstdCompressSync(first), ...before, pageOf(newest)]
  expect(await entriesOf(pages)).toEqual(entries)
})

it('does not take a page for what it is not', async () => {
  const page = deflateSync('{}', { dictionary: Buffer.from('other words') })
  await expect(entriesOf([page])).rejects.toMatchObject({ code: 'bug' })
})
